package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;
import static dev.muster.conformance.check.Json.operation;
import static dev.muster.conformance.check.Json.quoted;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Groups and their members (RFC 7643 §4.2 and §4.1.2, RFC 7644 §3.5.2).
public final class GroupChecks {
  private static final String TAG = "group:members";
  private static final String SECTION = "RFC 7643 §4.2";
  private static final String MEMBERS =
      "members A list of members of the Group. While values MAY be added or removed, sub-attributes of members are \"immutable\".";
  private static final String VALUE =
      "The \"value\" sub-attribute contains the value of an \"id\" attribute of a SCIM resource, and the \"$ref\" sub-attribute must be the URI of a SCIM resource such as a \"User\", or a \"Group\".";

  private GroupChecks() {}

  public static List<Check> all() {
    return Stream.of(membership(), patches(), reflection()).flatMap(List::stream).toList();
  }

  private static List<Check> membership() {
    return List.of(
        must(
            TAG,
            "a-group-is-made-with-members",
            171,
            SECTION,
            MEMBERS,
            t -> {
              var team = Team.of(t, 2);
              team.requireMembers(t, 0, 1);
            }),
        must(
            TAG,
            "a-group-may-be-empty",
            171,
            SECTION,
            MEMBERS,
            t -> {
              var team = Team.of(t, 0);
              team.requireMembers(t);
            }),
        must(
            TAG,
            "put-replaces-all-members",
            288,
            "RFC 7644 §3.5.1",
            "readWrite, writeOnly Any values provided SHALL replace the existing attribute values.",
            GroupChecks::put),
        must(
            TAG,
            "groups-may-nest",
            172,
            SECTION,
            "The intention of the \"Group\" type is to allow the service provider to support nested groups. Service providers MAY require clients to provide a non-empty value",
            GroupChecks::nested),
        must(TAG, "references-name-the-resource", 171, SECTION, VALUE, GroupChecks::references),
        must(
            TAG,
            "members-can-be-excluded",
            270,
            "RFC 7644 §3.9",
            "excludedAttributes A multi-valued list of strings indicating the names of resource attributes to be removed from the default set of attributes to return.",
            t -> {
              var team = Team.of(t, 1);
              var json = t.get(team.group().path() + "?excludedAttributes=members").json();
              Expect.that(!Json.has(json, "members"), "no members", json);
            }),
        should(
            TAG,
            "an-unknown-member-is-refused",
            171,
            SECTION,
            VALUE,
            t ->
                Expect.status(
                    t.patch(
                        Team.of(t, 0).group().path(),
                        operation(
                            "add",
                            "members",
                            "[{\"value\": %s}]".formatted(quoted(t.name("nobody"))))),
                    400,
                    404)));
  }

  private static List<Check> patches() {
    return Stream.of(
            must(
                "patch:members",
                "add",
                312,
                "RFC 7644 §3.5.2.1",
                "If the target location specifies a multi-valued attribute, a new value is added to the attribute.",
                t -> {
                  var team = Team.of(t, 1).joined(t);
                  team.requireMembers(t, 0, 1);
                }),
            must(
                "patch:members",
                "add-twice-is-once",
                314,
                "RFC 7644 §3.5.2.1",
                "If the target location already contains the value specified, no changes SHOULD be made to the resource, and a success response SHOULD be returned.",
                t -> {
                  var team = Team.of(t, 1);
                  t.patched(team.group(), operation("add", "members", team.values(0)));
                  team.requireMembers(t, 0);
                }),
            must(
                "patch:members",
                "add-several-at-once",
                312,
                "RFC 7644 §3.5.2.1",
                "a new value is added to the attribute",
                GroupChecks::several),
            must(
                "patch:members",
                "remove-by-value-path",
                322,
                "RFC 7644 §3.5.2.2",
                "{ \"op\":\"remove\", \"path\":\"members[value eq \\\"2819c223-7f76-453a-919d-413861904646\\\"]\" }",
                t -> {
                  var team = Team.of(t, 2);
                  t.patched(team.group(), operation("remove", team.path(0)));
                  team.requireMembers(t, 1);
                }),
            must(
                "patch:members",
                "remove-all",
                321,
                "RFC 7644 §3.5.2.2",
                "Remove all members of a group: { \"op\":\"remove\",\"path\":\"members\" }",
                t -> {
                  var team = Team.of(t, 2);
                  t.patched(team.group(), operation("remove", "members"));
                  team.requireMembers(t);
                }),
            must(
                "patch:members",
                "replace-all",
                331,
                "RFC 7644 §3.5.2.3",
                "Replace all of the members of a group with a different members list in a single replace operation.",
                t -> {
                  var team = Team.of(t, 2);
                  t.patched(team.group(), operation("replace", "members", team.values(1)));
                  team.requireMembers(t, 1);
                }),
            must(
                "patch:members",
                "replace-by-an-empty-list",
                126,
                "RFC 7643 §2.5",
                "Unassigned attributes, the null value, or an empty array … SHALL be considered to be equivalent in \"state\".",
                t -> {
                  var team = Team.of(t, 2);
                  t.patched(team.group(), operation("replace", "members", "[]"));
                  team.requireMembers(t);
                }),
            must(
                "patch:members",
                "add-and-remove-in-one-request",
                303,
                "RFC 7644 §3.5.2",
                "Operations are applied sequentially in the order they appear in the array.",
                t -> {
                  var team = Team.of(t, 2);
                  t.patched(
                      team.group(),
                      operation("remove", "members"),
                      operation("add", "members", team.values(1)));
                  team.requireMembers(t, 1);
                }),
            must(
                "patch:members",
                "remove-of-no-member-is-no-failure",
                322,
                "RFC 7644 §3.5.2.2",
                "the values matched by the filter are removed",
                t -> {
                  var team = Team.of(t, 1);
                  Expect.calm(
                      t.patch(
                          team.group().path(),
                          operation(
                              "remove",
                              "members[value eq %s]".formatted(quoted(t.name("nobody"))))));
                  team.requireMembers(t, 0);
                }))
        .map(check -> check.needing(Feature.PATCH))
        .toList();
  }

  private static List<Check> reflection() {
    return List.of(
        must(
            TAG,
            "a-deleted-user-leaves",
            342,
            "RFC 7644 §3.6",
            "the service provider MUST return a 404 (Not Found) error code for all operations associated with the previously deleted resource [and a $ref to it would name nothing, RFC 7643 §2.3.7]",
            t -> {
              var team = Team.of(t, 2);
              t.delete(team.users().getFirst().path());
              team.requireMembers(t, 1);
            }),
        must(
                TAG,
                "by-member-value",
                247,
                "RFC 7644 §3.4.2.2",
                "a match on any of the values is a match",
                t -> {
                  var team = Team.of(t, 1);
                  Lists.requireFinds(
                      t,
                      t.groups(),
                      "members.value eq " + quoted(team.users().getFirst().id()),
                      team.group());
                })
            .needing(Feature.FILTER),
        should(
            "group:user-groups",
            "a-user-shows-its-groups",
            161,
            "RFC 7643 §4.1.2",
            "groups A list of groups to which the user belongs, either through direct membership, through nested groups, or dynamically calculated. … Since this attribute has a mutability of \"readOnly\", group membership changes MUST be applied via the \"Group\" Resource",
            GroupChecks::userGroups),
        must(
            "group:user-groups",
            "cannot-be-written-at-the-user",
            161,
            "RFC 7643 §4.1.2",
            "Since this attribute has a mutability of \"readOnly\", group membership changes MUST be applied via the \"Group\" Resource",
            GroupChecks::userGroupsReadOnly));
  }

  private record Team(Resource group, List<Resource> users) {
    Team {
      users = List.copyOf(users);
    }

    static Team of(Trial t, int members) {
      if (!t.groups().has("members")) {
        throw new CheckEnd.Skip("groups have no members");
      }
      var users = new ArrayList<Resource>();
      for (int i = 0; i < members; i++) {
        users.add(t.create(t.users()));
      }
      var body = t.maker().typical(t.groups());
      var array = body.putArray("members");
      users.forEach(user -> array.addObject().put("value", user.id()));
      return new Team(t.create(t.groups(), body), users);
    }

    Team joined(Trial t) {
      var more = new ArrayList<>(users);
      more.add(t.create(t.users()));
      var team = new Team(group, more);
      t.patched(group, operation("add", "members", team.values(users.size())));
      return team;
    }

    String values(int index) {
      return "[{\"value\": %s}]".formatted(quoted(users.get(index).id()));
    }

    String path(int index) {
      return "members[value eq %s]".formatted(quoted(users.get(index).id()));
    }

    void requireMembers(Trial t, Integer... indexes) {
      var expected = Stream.of(indexes).map(index -> users.get(index).id()).sorted().toList();
      Expect.equal(expected, members(t.read(group)), "members");
    }
  }

  private static List<String> members(JsonNode group) {
    return Json.texts(group.path("members"), "value").stream().sorted().toList();
  }

  private static void put(Trial t) {
    var team = Team.of(t, 2);
    var body = t.maker().typical(t.groups());
    body.put("displayName", team.group().text("displayName"));
    body.putArray("members").addObject().put("value", team.users().getLast().id());
    Expect.success(t.put(team.group().path(), body));
    team.requireMembers(t, 1);
  }

  private static void nested(Trial t) {
    var inner = Team.of(t, 0).group();
    var body = t.maker().typical(t.groups());
    body.putArray("members").addObject().put("value", inner.id()).put("type", "Group");
    var outer = t.create(t.groups(), body);
    Expect.equal(List.of(inner.id()), members(t.read(outer)), "members");
  }

  private static void references(Trial t) {
    var team = Team.of(t, 1);
    var member = t.read(team.group()).path("members").path(0);
    var reference = member.path("$ref").asString("");
    if (reference.isEmpty()) {
      throw new CheckEnd.Skip("members are shown without $ref");
    }
    Expect.that(
        reference.endsWith(team.users().getFirst().path()), "the user's address", reference);
  }

  private static void several(Trial t) {
    var team = Team.of(t, 0);
    var users = new ArrayList<Resource>();
    var values = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      var user = t.create(t.users());
      users.add(user);
      values.add("{\"value\": %s}".formatted(quoted(user.id())));
    }
    var group = t.patched(team.group(), operation("add", "members", values.toString()));
    Expect.equal(users.stream().map(Resource::id).sorted().toList(), members(group), "members");
  }

  private static void userGroups(Trial t) {
    var team = Team.of(t, 1);
    Person.needs(t, "groups");
    var user = t.get(team.users().getFirst().path() + "?attributes=groups").json();
    Expect.equal(List.of(team.group().id()), Json.texts(user.path("groups"), "value"), "groups");
  }

  private static void userGroupsReadOnly(Trial t) {
    Person.needs(t, "groups");
    var group = t.create(t.groups());
    var body = t.maker().typical(t.users());
    body.putArray("groups").addObject().put("value", group.id());
    Expect.calm(t.post(t.users().endpoint(), body));
    Expect.equal(List.of(), members(t.read(group)), "members");
  }
}
