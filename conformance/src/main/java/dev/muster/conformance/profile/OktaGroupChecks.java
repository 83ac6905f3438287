package dev.muster.conformance.profile;

import static dev.muster.conformance.check.Check.profile;
import static dev.muster.conformance.check.Json.operation;
import static dev.muster.conformance.check.Json.quoted;
import static dev.muster.conformance.check.Json.withoutPath;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import java.util.List;
import java.util.stream.Stream;

/// How Okta pushes groups.
public final class OktaGroupChecks {
  private static final String GROUPS = "okta:groups";
  private static final String PUSH = "Okta, group push";

  private OktaGroupChecks() {}

  public static List<Check> all() {
    return Stream.of(groups(), push()).flatMap(List::stream).toList();
  }

  private static List<Check> groups() {
    return List.of(
        profile(GROUPS, "created-with-no-members", PUSH, "members: []", t -> group(t)),
        profile(
            GROUPS,
            "created-with-members-that-have-a-display",
            PUSH,
            "with members (display present, type absent)",
            t -> {
              var user = t.create(t.users());
              var group = group(t, user);
              requireMembers(t, group, user);
            }),
        profile(
            GROUPS,
            "renamed-without-path",
            PUSH,
            "path-less replace {\"id\":…, \"displayName\":…}",
            t -> {
              var group = group(t);
              var name = t.name("renamed");
              var json = t.patched(group, rename(group, name));
              Expect.equal(name, json.path("displayName").asString(""), "displayName");
            }),
        profile(
            GROUPS,
            "renaming-keeps-the-members",
            PUSH,
            "path-less replace {\"id\":…, \"displayName\":…}, re-sent on every membership change",
            t -> {
              var user = t.create(t.users());
              var group = group(t, user);
              t.patched(group, rename(group, group.text("displayName")));
              requireMembers(t, group, user);
            }),
        profile(
            GROUPS,
            "deleted",
            PUSH,
            "DELETE (unlink + delete option)",
            t -> Expect.status(t.delete(group(t).path()), 204)));
  }

  private static List<Check> push() {
    return List.of(
        profile(
            GROUPS,
            "members-join-and-leave-in-one-request",
            PUSH,
            "add path members + remove members[value eq \"…\"] in the same request",
            t -> {
              var ann = t.create(t.users());
              var bob = t.create(t.users());
              var group = group(t, ann);
              t.patched(
                  group,
                  operation("add", "members", member(bob)),
                  operation("remove", "members[value eq %s]".formatted(quoted(ann.id()))));
              requireMembers(t, group, bob);
            }),
        profile(
            GROUPS,
            "members-are-replaced",
            PUSH,
            "replace path members with whole list",
            t -> {
              var ann = t.create(t.users());
              var bob = t.create(t.users());
              var group = group(t, ann);
              t.patched(group, operation("replace", "members", member(bob)));
              requireMembers(t, group, bob);
            }),
        profile(
            GROUPS,
            "members-are-replaced-by-nobody",
            PUSH,
            "\"Push now\" on an empty group sends replace members []",
            t -> {
              var group = group(t, t.create(t.users()));
              t.patched(group, operation("replace", "members", "[]"));
              requireMembers(t, group);
            }),
        profile(
            GROUPS,
            "put-replaces-the-members",
            PUSH,
            "AIW uses PUT /Groups",
            t -> {
              var ann = t.create(t.users());
              var bob = t.create(t.users());
              var group = group(t, ann);
              var body = t.maker().typical(t.groups());
              body.put("displayName", group.text("displayName"));
              body.putArray("members").addObject().put("value", bob.id()).put("display", "Bob");
              Expect.success(t.put(group.path(), body));
              requireMembers(t, group, bob);
            }));
  }

  private static String rename(Resource group, String name) {
    return withoutPath(
        "replace", "{\"id\": %s, \"displayName\": %s}".formatted(quoted(group.id()), quoted(name)));
  }

  private static String member(Resource user) {
    return "[{\"value\": %s, \"display\": \"Somebody\"}]".formatted(quoted(user.id()));
  }

  private static Resource group(Trial t, Resource... members) {
    var body = t.maker().typical(t.groups());
    body.remove("externalId");
    var array = body.putArray("members");
    for (var member : members) {
      array.addObject().put("value", member.id()).put("display", member.text("userName"));
    }
    return t.create(t.groups(), body);
  }

  private static void requireMembers(Trial t, Resource group, Resource... members) {
    Expect.equal(
        Stream.of(members).map(Resource::id).sorted().toList(),
        Json.texts(t.read(group).path("members"), "value").stream().sorted().toList(),
        "members");
  }
}
