// Counts what a SCIM provider holds, by plain requests: `node count.mjs BASE_URL TOKEN`.
const [base, token] = process.argv.slice(2);

const get = async (path) => {
  const answer = await fetch(base + path, {headers: {Authorization: `Bearer ${token}`, Accept: "application/scim+json"}});
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

const all = async (type) => {
  const byId = new Map();
  let before = -1;
  let total = 0;
  while (byId.size > before) {
    before = byId.size;
    // scimmy ignores startIndex: what it says in totalResults is all that can be counted there.
    const page = await get(before ? `/${type}?startIndex=${before + 1}&count=100` : `/${type}?count=10000`);
    for (const one of page.Resources ?? []) byId.set(one.id, one);
    total = page.totalResults;
    if (byId.size >= total) break;
  }
  return Object.assign([...byId.values()], {total});
};

const users = await all("Users");
const groups = await all("Groups");
let memberships = 0;
for (const group of groups) memberships += ((await get(`/Groups/${group.id}?attributes=members`)).members ?? []).length;
const names = new Set(users.map((user) => user.userName));
console.log(`totalResults ${users.total} users and ${groups.total} groups; ${users.length} users (${names.size} user names, ${users.filter((user) => user.active !== false).length} active), ${groups.length} groups, ${memberships} memberships`);
