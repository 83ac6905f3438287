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
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.provider.Urns;
import dev.muster.conformance.suite.Person;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// How Entra ID changes users: the default dialect, the one of `?aadOptscim062020`, managers, and
/// what else was seen on the wire.
public final class EntraPatchChecks {
  private static final String DIALECT = "entra:patch-default";
  private static final String FLAG = "entra:patch-aadOptscim062020";
  private static final String MANAGER = "entra:manager";
  private static final String UPDATE = "Entra ID, update";
  private static final String OPTION = "Entra ID, ?aadOptscim062020";
  private static final String FIELD = "Entra ID, seen in the field";

  private EntraPatchChecks() {}

  public static List<Check> all() {
    return Stream.of(operations(), values(), flag(), manager()).flatMap(List::stream).toList();
  }

  private static List<Check> operations() {
    return List.of(
        profile(
            DIALECT,
            "op-Add",
            UPDATE,
            "{\"op\":\"Add\",\"path\":\"nickName\",\"value\":\"Babs\"}",
            t ->
                text(
                    patched(t, "nickName", operation("Add", "nickName", "\"Babs\"")),
                    "Babs",
                    "nickName")),
        profile(
            DIALECT,
            "op-Replace",
            UPDATE,
            "{\"op\":\"Replace\",\"path\":\"title\",\"value\":\"…\"}",
            t ->
                text(
                    patched(t, "title", operation("Replace", "title", "\"Boss\"")),
                    "Boss",
                    "title")),
        profile(
            DIALECT,
            "op-Remove",
            UPDATE,
            "{\"op\":\"Remove\",\"path\":\"title\"}",
            t -> {
              var user = patched(t, "title", operation("Remove", "title"));
              Expect.that(!Json.has(user, "title"), "no title", user);
            }),
        profile(
            DIALECT,
            "active-False-as-text",
            "Entra ID, disable",
            "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"} (string!)",
            t -> {
              var user = patched(t, "active", operation("Replace", "active", "\"False\""));
              Expect.equal("false", user.path("active").toString(), "active");
            }),
        profile(
            DIALECT,
            "one-operation-for-each-attribute",
            UPDATE,
            "ops one per attribute",
            t -> {
              var user =
                  patched(
                      t,
                      "name",
                      operation("Replace", "name.familyName", "\"Berg\""),
                      operation("Replace", "name.givenName", "\"Bea\""),
                      operation("Replace", "displayName", "\"Bea Berg\""));
              text(user.path("name"), "Berg", "familyName");
              text(user.path("name"), "Bea", "givenName");
              text(user, "Bea Berg", "displayName");
            }),
        profile(
            DIALECT,
            "user-name-changes",
            "Entra ID, rename",
            "{\"op\":\"Replace\",\"path\":\"userName\",\"value\":\"…\"}",
            t -> {
              var name = t.name("renamed");
              text(
                  patched(t, "userName", operation("Replace", "userName", quoted(name))),
                  name,
                  "userName");
            }),
        profile(
            DIALECT,
            "equal-values-again",
            FIELD,
            "Periodic PATCH of values that are already equal",
            t -> {
              var user = Person.with(t, "active");
              t.patched(user, operation("Replace", "active", "\"True\""));
              t.patched(user, operation("Replace", "active", "\"True\""));
            }));
  }

  private static List<Check> values() {
    return List.of(
        profile(
            DIALECT,
            "work-email-changes",
            UPDATE,
            "{\"op\":\"Replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"…\"}",
            t -> {
              var user =
                  patched(
                      t,
                      "emails",
                      operation(
                          "Replace", "emails[type eq \"work\"].value", "\"new@work.example\""));
              Expect.equal(List.of("new@work.example"), Person.emails(user, "work"), "work email");
            }),
        profile(
            DIALECT,
            "add-to-no-value-makes-it",
            FIELD,
            "Add to a filtered path that does not exist yet must create the element with type=work",
            t -> phone(t, "Add")),
        profile(
            DIALECT,
            "replace-of-no-value-makes-it",
            FIELD,
            "Replace on a missing filtered element must create it, not return noTarget",
            t -> phone(t, "Replace")),
        profile(
            DIALECT,
            "address-parts-make-one-address",
            UPDATE,
            "addresses[type eq \"work\"].streetAddress, .locality: default mapping, one op each",
            EntraPatchChecks::address),
        profile(
            DIALECT,
            "null-clears",
            FIELD,
            "null sub-values/empty strings in PATCH must clear",
            t -> {
              var user = patched(t, "title", operation("Replace", "title", "null"));
              Expect.that(!Json.has(user, "title"), "no title", user);
            }),
        profile(
            DIALECT,
            "an-empty-text-clears",
            FIELD,
            "null sub-values/empty strings in PATCH must clear",
            t -> {
              var user = patched(t, "title", operation("Replace", "title", "\"\""));
              Expect.equal("", user.path("title").asString(""), "title");
            }),
        profile(
            DIALECT,
            "an-extension-nobody-named-before",
            FIELD,
            "PATCH with enterprise attribute on a user whose schemas lacks the enterprise URN",
            t -> {
              Person.needsEnterprise(t);
              var user =
                  patched(
                      t,
                      "userName",
                      operation("Add", Urns.ENTERPRISE + ":department", "\"Tours\""));
              text(user.path(Urns.ENTERPRISE), "Tours", "department");
            }),
        profile(
            DIALECT,
            "primary-True-as-text",
            FIELD,
            "roles[primary eq \"True\"].value (string True as boolean)",
            t -> {
              var user =
                  patched(
                      t,
                      "roles",
                      operation("Add", "roles[primary eq \"True\"].value", "\"admin\""));
              Expect.equal("admin", user.path("roles").path(0).path("value").asString(""), "role");
            }),
        profile(
            DIALECT,
            "roles-as-json-in-text",
            FIELD,
            "roles PATCH from AppRoleAssignmentsComplex: each value is an object whose value is a JSON string {\"id\":…,\"value\":…,\"displayName\":…}",
            t -> {
              var role = quoted("{\"id\":\"1\",\"value\":\"Admin\",\"displayName\":\"Admin\"}");
              var user =
                  patched(
                      t, "roles", operation("Add", "roles", "[{\"value\": %s}]".formatted(role)));
              Expect.equal(1, user.path("roles").size(), "number of roles");
            }));
  }

  private static List<Check> flag() {
    return List.of(
        profile(
            FLAG,
            "one-operation-without-path",
            OPTION,
            "{\"op\":\"replace\",\"value\":{\"displayName\":\"…\",\"name.givenName\":\"…\",\"urn:…:User:employeeNumber\":\"…\"}}",
            EntraPatchChecks::dotted),
        profile(
            FLAG,
            "add-without-path",
            OPTION,
            "all others merged in one path-less op whose value keys are dotted/URN paths",
            t -> {
              var user = Person.with(t, "name", "nickName");
              Expect.success(
                  flagged(
                      t,
                      user,
                      withoutPath(
                          "add", "{\"nickName\": \"Babs\", \"name.familyName\": \"Berg\"}")));
              text(t.read(user), "Babs", "nickName");
              text(t.read(user).path("name"), "Berg", "familyName");
            }),
        profile(
            FLAG,
            "active-false-as-boolean",
            OPTION,
            "disable: \"value\": false",
            t -> {
              var user = Person.with(t, "active");
              Expect.success(flagged(t, user, operation("replace", "active", "false")));
              Expect.equal("false", t.read(user).path("active").toString(), "active");
            }),
        profile(
            FLAG,
            "filtered-paths-stay-apart",
            OPTION,
            "multi-valued filtered paths stay separate",
            t -> {
              var user = Person.with(t, "emails", "displayName");
              Expect.success(
                  flagged(
                      t,
                      user,
                      operation(
                          "replace", "emails[type eq \"work\"].value", "\"new@work.example\""),
                      withoutPath("replace", "{\"displayName\": \"Bea Berg\"}")));
              Expect.equal(
                  List.of("new@work.example"), Person.emails(t.read(user), "work"), "work email");
              text(t.read(user), "Bea Berg", "displayName");
            }));
  }

  private static List<Check> manager() {
    return List.of(
        profile(
            MANAGER,
            "as-a-text",
            FIELD,
            "{\"op\":\"Add\",\"path\":\"urn:…:User:manager\",\"value\":\"271\"}",
            t -> managed(t, "Add", EntraPatchChecks::asText)),
        profile(
            MANAGER,
            "as-an-object",
            "Entra ID, tutorial",
            "{\"op\":\"Add\",\"path\":\"urn:…:User:manager\",\"value\":{\"value\":\"…\"}}",
            t -> managed(t, "Add", each -> "{\"value\": %s}".formatted(quoted(each.id())))),
        profile(
            MANAGER,
            "as-an-array",
            "Entra ID, tutorial",
            "{\"op\":\"Add\",\"path\":\"manager\",\"value\":[{\"$ref\":\"http://…/Users/id\",\"value\":\"id\"}]}",
            t ->
                managed(
                    t,
                    "Add",
                    each ->
                        "[{\"$ref\": %s, \"value\": %s}]"
                            .formatted(quoted(Person.reference(t, each)), quoted(each.id())))),
        profile(
            MANAGER,
            "changes",
            "Entra ID, SCIM_Update_Manager_Test",
            "manager set/change/remove",
            EntraPatchChecks::managerChanges),
        profile(
            MANAGER,
            "cleared-by-an-empty-text",
            "Entra ID, SCIM_Update_Manager_Test",
            "remove (Replace with empty)",
            t -> managerGone(t, operation("Replace", Urns.ENTERPRISE + ":manager", "\"\""))),
        profile(
            MANAGER,
            "removed",
            "Entra ID, SCIM_Update_Manager_Test",
            "manager set/change/remove",
            t -> managerGone(t, operation("Remove", Urns.ENTERPRISE + ":manager"))));
  }

  private static JsonNode patched(Trial t, String needed, String... operations) {
    return t.patched(Person.with(t, needed), operations);
  }

  private static void text(JsonNode json, String expected, String attribute) {
    Expect.equal(expected, json.path(attribute).asString(""), attribute);
  }

  private static Answer flagged(Trial t, Resource user, String... operations) {
    return t.patch(user.path() + "?aadOptscim062020", operations);
  }

  private static void phone(Trial t, String op) {
    var user =
        patched(
            t,
            "phoneNumbers",
            operation(op, "phoneNumbers[type eq \"mobile\"].value", "\"+41 44 123 45 67\""));
    var phones = user.path("phoneNumbers");
    Expect.equal(List.of("mobile"), Json.texts(phones, "type"), "types of phones");
    Expect.equal(List.of("+41 44 123 45 67"), Json.texts(phones, "value"), "phones");
  }

  private static void address(Trial t) {
    var user =
        patched(
            t,
            "addresses",
            operation("Add", "addresses[type eq \"work\"].streetAddress", "\"Bahnhofstrasse 1\""),
            operation("Add", "addresses[type eq \"work\"].locality", "\"Zürich\""));
    var addresses = user.path("addresses");
    Expect.equal(1, addresses.size(), "number of addresses");
    text(addresses.path(0), "Bahnhofstrasse 1", "streetAddress");
    text(addresses.path(0), "Zürich", "locality");
  }

  private static void dotted(Trial t) {
    Person.needsEnterprise(t);
    var user = Person.with(t, "name", "displayName");
    var value =
        """
        {"displayName": "Bea Berg", "name.givenName": "Bea", "name.familyName": "Berg",
         "%s:employeeNumber": "701984"}
        """
            .formatted(Urns.ENTERPRISE);
    Expect.success(flagged(t, user, withoutPath("replace", value)));
    var json = t.read(user);
    text(json, "Bea Berg", "displayName");
    text(json.path("name"), "Bea", "givenName");
    text(json.path("name"), "Berg", "familyName");
    text(json.path(Urns.ENTERPRISE), "701984", "employeeNumber");
  }

  private static String asText(Resource manager) {
    return quoted(manager.id());
  }

  private static Resource managed(Trial t, String op, Function<Resource, String> value) {
    Person.needsEnterprise(t);
    var manager = t.create(t.users());
    var user = t.create(t.users());
    setManager(t, user, op, manager, value.apply(manager));
    return user;
  }

  private static void setManager(
      Trial t, Resource user, String op, Resource manager, String value) {
    var json = t.patched(user, operation(op, Urns.ENTERPRISE + ":manager", value));
    text(json.path(Urns.ENTERPRISE).path("manager"), manager.id(), "value");
  }

  private static void managerChanges(Trial t) {
    var user = managed(t, "Add", EntraPatchChecks::asText);
    var next = t.create(t.users());
    setManager(t, user, "Replace", next, asText(next));
  }

  private static void managerGone(Trial t, String operation) {
    var user = managed(t, "Add", EntraPatchChecks::asText);
    var json = t.patched(user, operation);
    var manager = json.path(Urns.ENTERPRISE).path("manager").path("value").asString("");
    Expect.equal("", manager, "manager");
  }
}
