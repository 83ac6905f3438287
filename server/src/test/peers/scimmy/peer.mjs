// A SCIM server made of npm's scimmy, with its resources in memory: a target that is not our own work.
// Listens on a free port of the loopback and prints its base URL. The bearer token is TOKEN.
import { randomUUID } from "node:crypto";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const token = process.env.TOKEN;
SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false);

for (const [name, unique] of [["User", "userName"], ["Group", undefined]]) {
  const kept = new Map();
  const require = (id) => {
    if (!kept.has(id)) throw new SCIMMY.Types.Error(404, null, `${name} ${id} not found`);
    return kept.get(id);
  };
  SCIMMY.Resources.declare(SCIMMY.Resources[name], {
    ingress(resource, data) {
      const before = resource.id ? require(resource.id) : undefined;
      const id = resource.id ?? randomUUID();
      const taken = unique && [...kept.values()].some((other) => other.id !== id
        && other[unique].toLowerCase() === data[unique].toLowerCase());
      if (taken) throw new SCIMMY.Types.Error(409, "uniqueness", `${unique} is taken`);
      const now = new Date().toISOString();
      const meta = { resourceType: name, created: before?.meta.created ?? now, lastModified: now };
      kept.set(id, { ...JSON.parse(JSON.stringify(data)), id, meta });
      return kept.get(id);
    },
    egress(resource) {
      if (resource.id) return require(resource.id);
      const all = [...kept.values()];
      return resource.filter ? resource.filter.match(all) : all;
    },
    degress(resource) {
      require(resource.id);
      kept.delete(resource.id);
    },
  });
}

const app = express();
app.use("/scim", new SCIMMYRouters({
  type: "bearer",
  handler: (request) => {
    if (request.header("Authorization") !== `Bearer ${token}`) throw new Error("unauthorized");
    return "peer";
  },
}));
const server = app.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/scim`);
});
