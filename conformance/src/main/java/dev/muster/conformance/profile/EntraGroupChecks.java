package dev.muster.conformance.profile;

import static dev.muster.conformance.check.Check.profile;
import static dev.muster.conformance.check.Json.operation;
import static dev.muster.conformance.check.Json.quoted;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.Urns;
import dev.muster.conformance.suite.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What Entra ID does with groups and their members.
public final class EntraGroupChecks {
  private static final String GROUPS = "entra:groups";
  private static final String MEMBERS = "entra:members";
  private static final String VALUE_LIST = "entra:remove-members-value-list";
  private static final String ADSCIM =
      "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";
  private static final String CREATE = "Entra ID, create group";
  private static final String ADD = "Entra ID, add members";
  private static final String REMOVE = "Entra ID, remove members";

  private EntraGroupChecks() {}

  public static List<Check> all() {
    return Stream.of(groups(), adding(), removing()).flatMap(List::stream).toList();
  }

  private static List<Check> groups() {
    return List.of(
        profile(
            GROUPS,
            "an-unknown-schema-is-ignored",
            CREATE,
            "schemas: [core Group, \"http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group\"] … Unknown schema URN must be ignored",
            t -> created(t)),
        profile(
            GROUPS,
            "found-by-name-without-members",
            "Entra ID, match group",
            "GET /Groups?excludedAttributes=members&filter=displayName eq \"x\"",
            t -> {
              var team = Team.of(t, 1);
              var answer =
                  t.get(
                      "%s?excludedAttributes=members&filter=%s"
                          .formatted(
                              t.groups().endpoint(),
                              ScimRequest.encode(
                                  "displayName eq " + quoted(team.group().text("displayName")))));
              Lists.requireListResponse(answer);
              Expect.equal(1, answer.json().path("totalResults").asInt(-1), "totalResults");
              var found = answer.json().path("Resources").path(0);
              Expect.that(!Json.has(found, "members"), "no members", found);
            }),
        profile(
            GROUPS,
            "read-without-members",
            "Entra ID, read group",
            "GET /Groups/{id}?excludedAttributes=members … returning members causes SystemForCrossDomainIdentityManagementMultipleEntriesInResponse",
            t -> {
              var json = t.get(Team.of(t, 1).group().path() + "?excludedAttributes=members").json();
              Expect.that(
                  Json.has(json, "displayName") && !Json.has(json, "members"),
                  "displayName and no members",
                  json);
            }),
        profile(
            GROUPS,
            "renamed",
            "Entra ID, rename group",
            "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"…\"}",
            t -> {
              var name = t.name("renamed");
              var json = t.patched(created(t), operation("Replace", "displayName", quoted(name)));
              Expect.equal(name, json.path("displayName").asString(""), "displayName");
            }),
        Check.should(
            GROUPS,
            "created-twice-is-409",
            0,
            "Entra ID, SCIM Validator",
            "duplicate group → 409",
            t -> {
              var body = body(t);
              Expect.status(t.post(t.groups().endpoint(), body), 201);
              Expect.status(t.post(t.groups().endpoint(), body), 409);
            }),
        profile(
            GROUPS,
            "deleted",
            "Entra ID, delete group",
            "DELETE /Groups/{id}: 204",
            t -> Expect.status(t.delete(created(t).path()), 204)),
        profile(
            MEMBERS,
            "is-a-member",
            "Entra ID, check reference",
            "GET /Groups?filter=id eq \"g\" and members eq \"u\"",
            t -> {
              var team = Team.of(t, 1);
              Lists.requireFinds(
                  t, t.groups(), isMember(team.group(), team.users().getFirst()), team.group());
            }),
        profile(
            MEMBERS,
            "is-no-member",
            "Entra ID, check reference",
            "ListResponse with 0/1",
            t -> {
              var team = Team.of(t, 1);
              Lists.requireFindsNothing(t, t.groups(), isMember(team.group(), t.create(t.users())));
            }));
  }

  private static List<Check> adding() {
    return List.of(
        profile(
            MEMBERS,
            "added-with-a-null-reference",
            ADD,
            "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"id1\"}, …]}",
            t -> {
              var team = Team.of(t, 0);
              var users = List.of(t.create(t.users()), t.create(t.users()));
              var all = new Team(team.group(), users);
              t.patched(team.group(), operation("Add", "members", all.values(0, 1)));
              all.requireMembers(t, 0, 1);
            }),
        profile(
            MEMBERS,
            "added-again",
            ADD,
            "a member that is there already is no error",
            t -> {
              var team = Team.of(t, 1);
              t.patched(team.group(), operation("Add", "members", team.values(0)));
              team.requireMembers(t, 0);
            }),
        profile(
            MEMBERS,
            "replaced-as-a-whole",
            "Entra ID, seen in the field",
            "Entra may send Replace/Add of the whole member list",
            t -> {
              var team = Team.of(t, 2);
              t.patched(team.group(), operation("Replace", "members", team.values(1)));
              team.requireMembers(t, 1);
            }));
  }

  private static List<Check> removing() {
    return List.of(
        profile(
            VALUE_LIST,
            "only-those-leave",
            REMOVE,
            "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"id1\"}]} … A server that follows the RFC literally would remove all members",
            t -> {
              var team = Team.of(t, 3);
              t.patched(team.group(), operation("Remove", "members", team.values(0)));
              team.requireMembers(t, 1, 2);
            }),
        profile(
            VALUE_LIST,
            "several-leave",
            REMOVE,
            "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{…},{…}]}",
            t -> {
              var team = Team.of(t, 3);
              t.patched(team.group(), operation("Remove", "members", team.values(0, 2)));
              team.requireMembers(t, 1);
            }),
        profile(
            VALUE_LIST,
            "nobody-leaves-when-nobody-is-meant",
            REMOVE,
            "a value that is no member changes nothing",
            t -> {
              var team = Team.of(t, 1);
              var other = new Team(team.group(), List.of(t.create(t.users())));
              Expect.calm(
                  t.patch(team.group().path(), operation("Remove", "members", other.values(0))));
              team.requireMembers(t, 0);
            }),
        profile(
            MEMBERS,
            "removed-by-path",
            "Entra ID, ?aadOptscim062020",
            "{\"op\":\"remove\",\"path\":\"members[value eq \\\"id1\\\"]\"} (one op per member)",
            t -> {
              var team = Team.of(t, 3);
              t.patched(
                  team.group(),
                  operation("remove", team.path(0)),
                  operation("remove", team.path(2)));
              team.requireMembers(t, 1);
            }));
  }

  private static String isMember(Resource group, Resource user) {
    return "id eq %s and members eq %s".formatted(quoted(group.id()), quoted(user.id()));
  }

  private static String body(Trial t) {
    var name = t.name("entra-group");
    return """
    {"schemas": ["%s", "%s"], "externalId": "%s", "displayName": "%s", "meta": {"resourceType": "Group"}}
    """
        .formatted(Urns.GROUP, ADSCIM, name, name);
  }

  private static Resource created(Trial t) {
    var answer = t.post(t.groups().endpoint(), body(t));
    Expect.status(answer, 201);
    var path = t.groups().endpoint() + "/" + ScimRequest.encode(answer.at("id"));
    return new Resource(path, answer.at("id"), answer.json());
  }

  private record Team(Resource group, List<Resource> users) {
    Team {
      users = List.copyOf(users);
    }

    static Team of(Trial t, int members) {
      var users = new ArrayList<Resource>();
      for (int i = 0; i < members; i++) {
        users.add(t.create(t.users()));
      }
      var team = new Team(created(t), users);
      if (members > 0) {
        var all = Stream.iterate(0, i -> i + 1).limit(members).toArray(Integer[]::new);
        t.patched(team.group(), operation("Add", "members", team.values(all)));
      }
      return team;
    }

    String values(Integer... indexes) {
      return Stream.of(indexes)
          .map(index -> "{\"$ref\": null, \"value\": %s}".formatted(quoted(users.get(index).id())))
          .toList()
          .toString();
    }

    String path(int index) {
      return "members[value eq %s]".formatted(quoted(users.get(index).id()));
    }

    void requireMembers(Trial t, Integer... indexes) {
      var expected = Stream.of(indexes).map(index -> users.get(index).id()).sorted().toList();
      var found = Json.texts(t.read(group).path("members"), "value").stream().sorted().toList();
      Expect.equal(expected, found, "members");
    }
  }
}
