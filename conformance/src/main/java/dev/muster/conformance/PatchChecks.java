package dev.muster.conformance;

import static dev.muster.conformance.CheckFailure.require;
import static dev.muster.conformance.CheckFailure.requireEqual;
import static dev.muster.conformance.CheckFailure.requireStatus;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// PATCH, as the RFC has it and as clients send it.
final class PatchChecks {
  static final List<Check> ALL =
      List.of(
          new Check("patch.add", "7644 §3.5.2.1", "add sets an attribute", PatchChecks::add),
          new Check(
              "patch.replace.sub",
              "7644 §3.5.2.3",
              "replace of a sub-attribute",
              PatchChecks::replaceSub),
          new Check(
              "patch.remove", "7644 §3.5.2.2", "remove clears an attribute", PatchChecks::remove),
          new Check(
              "patch.noPath", "7644 §3.5.2.3", "replace without a path", PatchChecks::withoutPath),
          new Check(
              "patch.valuePath",
              "7644 §3.5.2.3",
              "replace at a value path",
              PatchChecks::valuePath),
          new Check("patch.atomic", "7644 §3.5.2", "all operations or none", PatchChecks::atomic),
          new Check(
              "patch.entra.case", "Entra ID", "op written \"Replace\"", PatchChecks::capitals),
          new Check(
              "patch.entra.boolean",
              "Entra ID",
              "active written \"False\"",
              PatchChecks::textBoolean),
          new Check(
              "patch.entra.newValue",
              "Entra ID",
              "a value path that matches nothing makes the value",
              PatchChecks::newValue),
          new Check(
              "patch.members", "7644 §3.5.2.1", "members join and leave", PatchChecks::members),
          new Check(
              "patch.members.twice",
              "7644 §3.5.2.1",
              "adding a member twice is no error",
              PatchChecks::memberTwice),
          new Check(
              "patch.members.all",
              "7644 §3.5.2.2",
              "remove of members empties the group",
              PatchChecks::allMembers));

  private PatchChecks() {}

  static String operation(String op, String path, String value) {
    return """
    {"op": "%s", "path": "%s", "value": %s}
    """
        .formatted(op, path.replace("\"", "\\\""), value);
  }

  private static JsonNode patched(Scim scim, String path, String operations) {
    var answer = scim.patch(path, operations);
    require(
        answer.status() == 200 || answer.status() == 204,
        "PATCH: status %d %s".formatted(answer.status(), answer.body()));
    return scim.get(path).body();
  }

  private static void add(Scim scim, Fixture fixture) {
    var user = patched(scim, fixture.newUser(), operation("add", "title", "\"Boss\""));
    requireEqual("Boss", user.path("title").asString(""), "title");
  }

  private static void replaceSub(Scim scim, Fixture fixture) {
    var user =
        patched(scim, fixture.newUser(), operation("replace", "name.familyName", "\"Berg\""));
    requireEqual("Berg", user.path("name").path("familyName").asString(""), "familyName");
    requireEqual("Ann", user.path("name").path("givenName").asString(""), "givenName");
  }

  private static void remove(Scim scim, Fixture fixture) {
    var user = patched(scim, fixture.newUser(), "{\"op\": \"remove\", \"path\": \"emails\"}");
    require(!user.has("emails") || user.path("emails").isEmpty(), "emails are still there");
  }

  private static void withoutPath(Scim scim, Fixture fixture) {
    var user =
        patched(
            scim,
            fixture.newUser(),
            "{\"op\": \"replace\", \"value\": {\"title\": \"Boss\", \"active\": false}}");
    requireEqual("Boss", user.path("title").asString(""), "title");
    require(!user.path("active").asBoolean(true), "active is still true");
  }

  private static void valuePath(Scim scim, Fixture fixture) {
    var user =
        patched(
            scim,
            fixture.newUser(),
            operation("replace", "emails[type eq \"work\"].value", "\"new@example.com\""));
    requireEqual(
        "new@example.com", user.path("emails").path(0).path("value").asString(""), "value");
  }

  private static void atomic(Scim scim, Fixture fixture) {
    var path = fixture.newUser();
    var answer =
        scim.patch(
            path,
            operation("replace", "title", "\"Boss\"")
                + ","
                + operation("replace", "noSuchAttribute.at.all", "\"x\""));
    requireEqual(400, answer.status(), "status");
    require(!scim.get(path).body().has("title"), "the first operation was kept");
  }

  private static void capitals(Scim scim, Fixture fixture) {
    var user = patched(scim, fixture.newUser(), operation("Replace", "title", "\"Boss\""));
    requireEqual("Boss", user.path("title").asString(""), "title");
  }

  private static void textBoolean(Scim scim, Fixture fixture) {
    var user = patched(scim, fixture.newUser(), operation("replace", "active", "\"False\""));
    require(
        user.path("active").isBoolean() && !user.path("active").asBoolean(true),
        "active is " + user.path("active"));
  }

  private static void newValue(Scim scim, Fixture fixture) {
    var user =
        patched(
            scim,
            fixture.newUser(),
            operation("add", "phoneNumbers[type eq \"mobile\"].value", "\"+41 1\""));
    requireEqual("+41 1", user.path("phoneNumbers").path(0).path("value").asString(""), "value");
    requireEqual("mobile", user.path("phoneNumbers").path(0).path("type").asString(""), "type");
  }

  private static void members(Scim scim, Fixture fixture) {
    var ann = Fixture.id(fixture.newUser());
    var bob = Fixture.id(fixture.newUser());
    var group = fixture.newGroup();
    var both =
        patched(
            scim,
            group,
            operation(
                "add",
                "members",
                "[{\"value\": \"%s\"}, {\"value\": \"%s\"}]".formatted(ann, bob)));
    requireEqual(2, both.path("members").size(), "members");
    var one =
        patched(
            scim,
            group,
            "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(ann));
    requireEqual(1, one.path("members").size(), "members");
    requireEqual(bob, one.path("members").path(0).path("value").asString(""), "who is left");
  }

  private static void memberTwice(Scim scim, Fixture fixture) {
    var ann = Fixture.id(fixture.newUser());
    var group = fixture.newGroup();
    var add = operation("add", "members", "[{\"value\": \"%s\"}]".formatted(ann));
    patched(scim, group, add);
    requireEqual(1, patched(scim, group, add).path("members").size(), "members");
  }

  private static void allMembers(Scim scim, Fixture fixture) {
    var ann = Fixture.id(fixture.newUser());
    var group = fixture.newGroup();
    patched(scim, group, operation("add", "members", "[{\"value\": \"%s\"}]".formatted(ann)));
    var answer = scim.patch(group, "{\"op\": \"remove\", \"path\": \"members\"}");
    require(answer.status() / 100 == 2, "status " + answer.status());
    requireStatus(200, scim.get(group), "GET");
    require(scim.get(group).body().path("members").isEmpty(), "members are still there");
  }
}
