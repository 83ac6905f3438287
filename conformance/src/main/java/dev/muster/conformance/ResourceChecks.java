package dev.muster.conformance;

import static dev.muster.conformance.CheckFailure.require;
import static dev.muster.conformance.CheckFailure.requireEqual;
import static dev.muster.conformance.CheckFailure.requireStatus;

import java.util.List;
import java.util.Map;

/// Create, read, replace, delete, errors and discovery.
final class ResourceChecks {
  static final List<Check> ALL =
      List.of(
          new Check("discovery.config", "7644 §4", "ServiceProviderConfig", ResourceChecks::config),
          new Check("discovery.types", "7644 §4", "ResourceTypes", ResourceChecks::types),
          new Check("discovery.schemas", "7644 §4", "Schemas", ResourceChecks::schemas),
          new Check("auth.wrong", "7644 §2", "a wrong token is 401", ResourceChecks::wrongToken),
          new Check(
              "create",
              "7644 §3.3",
              "POST answers 201 with id, meta, Location",
              ResourceChecks::create),
          new Check(
              "create.duplicate",
              "7644 §3.3.1",
              "a taken userName is 409 uniqueness",
              ResourceChecks::duplicate),
          new Check(
              "create.case",
              "7643 §4.1.1",
              "userName ignores case when it is compared",
              ResourceChecks::duplicateCase),
          new Check(
              "create.required",
              "7643 §4.1.1",
              "a user without userName is 400",
              ResourceChecks::withoutUserName),
          new Check(
              "create.broken",
              "7644 §3.12",
              "broken JSON is 400 with an error body",
              ResourceChecks::broken),
          new Check("read", "7644 §3.4.1", "GET shows what was written", ResourceChecks::read),
          new Check(
              "read.missing",
              "7644 §3.12",
              "an unknown id is 404 with an error body",
              ResourceChecks::missing),
          new Check(
              "read.attributes",
              "7644 §3.9",
              "attributes shows only those, and id",
              ResourceChecks::attributes),
          new Check(
              "read.excluded",
              "7644 §3.9",
              "excludedAttributes leaves out",
              ResourceChecks::excluded),
          new Check(
              "replace",
              "7644 §3.5.1",
              "PUT clears what it does not name",
              ResourceChecks::replace),
          new Check("delete", "7644 §3.6", "DELETE answers 204, then 404", ResourceChecks::delete),
          new Check("etag", "7644 §3.14", "a stale If-Match is 412", ResourceChecks::stale));

  private ResourceChecks() {}

  private static void config(Scim scim, Fixture fixture) {
    var answer = scim.get("/ServiceProviderConfig");
    requireStatus(200, answer, "GET /ServiceProviderConfig");
    for (var feature : List.of("patch", "bulk", "filter", "changePassword", "sort", "etag")) {
      require(answer.body().path(feature).path("supported").isBoolean(), feature + ".supported");
    }
  }

  private static void types(Scim scim, Fixture fixture) {
    var names = scim.get("/ResourceTypes").body().path("Resources");
    require(names.toString().contains("\"User\""), "no ResourceType User in " + names);
  }

  private static void schemas(Scim scim, Fixture fixture) {
    var schemas = scim.get("/Schemas").body().path("Resources").toString();
    require(schemas.contains("urn:ietf:params:scim:schemas:core:2.0:User"), "no schema of users");
  }

  private static void wrongToken(Scim scim, Fixture fixture) {
    requireStatus(401, scim.withToken("wrong", "/Users"), "GET /Users");
  }

  private static void create(Scim scim, Fixture fixture) {
    var name = Fixture.unique("user");
    var answer = scim.post("/Users", Fixture.user(name, ""));
    requireStatus(201, answer, "POST /Users");
    var id = answer.body().path("id").asString("");
    fixture.made("/Users/" + id);
    require(!id.isEmpty(), "no id");
    requireEqual(name, answer.body().path("userName").asString(""), "userName");
    requireEqual("User", answer.body().path("meta").path("resourceType").asString(""), "meta");
    require(answer.headers().getOrDefault("location", "").endsWith("/Users/" + id), "no Location");
    require(
        answer.headers().getOrDefault("content-type", "").contains("scim+json"),
        "Content-Type is " + answer.headers().get("content-type"));
  }

  private static void duplicate(Scim scim, Fixture fixture) {
    var name = Fixture.unique("user");
    fixture.newUser(name);
    var answer = scim.post("/Users", Fixture.user(name, ""));
    requireStatus(409, answer, "POST /Users");
    requireEqual("uniqueness", answer.body().path("scimType").asString(""), "scimType");
  }

  private static void duplicateCase(Scim scim, Fixture fixture) {
    var name = Fixture.unique("user");
    fixture.newUser(name);
    requireStatus(
        409, scim.post("/Users", Fixture.user("U" + name.substring(1), "")), "POST /Users");
  }

  private static void withoutUserName(Scim scim, Fixture fixture) {
    var body =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "displayName": "Nobody"}
        """;
    requireStatus(400, scim.post("/Users", body), "POST /Users");
  }

  private static void broken(Scim scim, Fixture fixture) {
    var answer = scim.post("/Users", "{\"userName\": ");
    requireStatus(400, answer, "POST /Users");
    require(
        answer.body().path("schemas").toString().contains("api:messages:2.0:Error"),
        "no error body: " + answer.body());
  }

  private static void read(Scim scim, Fixture fixture) {
    var user = scim.get(fixture.newUser()).body();
    requireEqual("Ångström", user.path("name").path("familyName").asString(""), "familyName");
    requireEqual("work", user.path("emails").path(0).path("type").asString(""), "emails.type");
    require(user.path("active").asBoolean(false), "active is not true");
  }

  private static void missing(Scim scim, Fixture fixture) {
    var answer = scim.get("/Users/" + Fixture.unique("nobody"));
    requireStatus(404, answer, "GET /Users/{id}");
    requireEqual("404", answer.body().path("status").asString(""), "status in the body");
  }

  private static void attributes(Scim scim, Fixture fixture) {
    var user = scim.get(fixture.newUser() + "?attributes=userName").body();
    require(user.has("userName") && user.has("id"), "userName or id is missing: " + user);
    require(!user.has("emails"), "emails were not asked for: " + user);
  }

  private static void excluded(Scim scim, Fixture fixture) {
    var user = scim.get(fixture.newUser() + "?excludedAttributes=emails").body();
    require(user.has("userName") && !user.has("emails"), "emails were excluded: " + user);
  }

  private static void replace(Scim scim, Fixture fixture) {
    var name = Fixture.unique("user");
    var path = fixture.newUser(name);
    var body =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s",
         "displayName": "New"}
        """
            .formatted(name);
    requireStatus(200, scim.put(path, body), "PUT");
    var user = scim.get(path).body();
    requireEqual("New", user.path("displayName").asString(""), "displayName");
    require(!user.has("emails"), "emails are still there");
  }

  private static void delete(Scim scim, Fixture fixture) {
    var path = fixture.newUser();
    requireStatus(204, scim.delete(path), "DELETE");
    requireStatus(404, scim.get(path), "GET after DELETE");
    requireStatus(404, scim.delete(path), "second DELETE");
  }

  private static void stale(Scim scim, Fixture fixture) {
    var path = fixture.newUser();
    var etag = scim.get(path).headers().getOrDefault("etag", "");
    if (etag.isEmpty()) {
      return;
    }
    scim.patch(path, PatchChecks.operation("replace", "title", "\"One\""));
    var answer = scim.send("DELETE", path, "", Map.of("If-Match", etag));
    requireStatus(412, answer, "DELETE with the old ETag");
  }
}
