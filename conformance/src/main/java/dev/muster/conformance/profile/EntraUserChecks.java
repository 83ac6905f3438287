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
import dev.muster.conformance.provider.ResourceKind;
import dev.muster.conformance.provider.Urns;
import dev.muster.conformance.suite.Lists;
import dev.muster.conformance.suite.Person;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// What Entra ID does to test a connection, to find users, and to make them.
public final class EntraUserChecks {
  private static final String CONNECTION = "entra:connection";
  private static final String USERS = "entra:users";
  private static final String TEST = "Entra ID, Test connection";
  private static final String MATCH = "Entra ID, matching";
  private static final String CREATE = "Entra ID, create";
  private static final String VALIDATOR = "Entra ID, SCIM Validator";
  private static final String EMPTY =
      "queries the SCIM endpoint for a user that doesn't exist, using a random GUID as the matching property … The expected correct response is HTTP 200 OK with an empty SCIM ListResponse message.";

  private EntraUserChecks() {}

  public static List<Check> all() {
    return Stream.of(connection(), matching(), lifecycle()).flatMap(List::stream).toList();
  }

  private static List<Check> connection() {
    return List.of(
        profile(
            CONNECTION,
            "an-unknown-user-is-an-empty-list",
            TEST,
            EMPTY,
            t -> nothing(t, t.users(), "?filter=userName+eq+%22" + UUID.randomUUID() + "%22")),
        profile(
            CONNECTION,
            "an-unknown-group-is-an-empty-list",
            TEST,
            "Microsoft Entra ID makes requests to fetch a random user and group to ensure that the endpoint and the credentials are valid",
            t ->
                nothing(
                    t,
                    t.groups(),
                    "?excludedAttributes=members&filter=displayName+eq+%22"
                        + UUID.randomUUID()
                        + "%22")),
        profile(
            CONNECTION,
            "blanks-may-be-percent-20",
            TEST,
            EMPTY,
            t -> nothing(t, t.users(), "?filter=userName%20eq%20%22" + UUID.randomUUID() + "%22")),
        profile(
            CONNECTION,
            "the-compatibility-flag-is-ignored",
            "Entra ID, ?aadOptscim062020",
            "The tenant URL may carry a query string, which stays on every request",
            t ->
                nothing(
                    t,
                    t.users(),
                    "?aadOptscim062020&filter=userName+eq+%22" + UUID.randomUUID() + "%22")),
        profile(
            CONNECTION,
            "default-mappings-are-in-the-schema",
            "Entra ID, gallery validation",
            "every mapped attribute must be discoverable (case-insensitive)",
            EntraUserChecks::mapped),
        profile(
            CONNECTION,
            "groups-are-in-the-schema",
            "Entra ID, gallery validation",
            "Group schema in /Schemas is mandatory",
            t ->
                Expect.that(
                    Json.texts(t.get("/Schemas").json().path("Resources"), "id")
                        .contains(Urns.GROUP),
                    "schema " + Urns.GROUP,
                    "none")));
  }

  private static List<Check> matching() {
    return List.of(
        profile(
            USERS,
            "found-by-user-name",
            MATCH,
            "GET /Users?filter=userName eq \"x\"",
            t ->
                found(
                    t,
                    t.create(t.users()),
                    user -> "userName eq " + quoted(user.text("userName")))),
        profile(
            USERS,
            "found-by-user-name-in-any-case",
            MATCH,
            "userName comparison must be case-insensitive",
            t ->
                found(
                    t,
                    t.create(t.users()),
                    user ->
                        "userName eq " + quoted(user.text("userName").toUpperCase(Locale.ROOT)))),
        profile(
            USERS,
            "found-by-external-id",
            MATCH,
            "GET /Users?filter=externalId eq \"x\"",
            t ->
                found(
                    t,
                    t.create(t.users()),
                    user -> "externalId eq " + quoted(user.text("externalId")))),
        profile(
            USERS,
            "found-by-work-email",
            MATCH,
            "GET /Users?filter=emails[type eq \"work\"].value eq \"x\"",
            t ->
                found(
                    t,
                    Person.with(t, "emails"),
                    user -> "emails[type eq \"work\"].value eq " + quoted(Person.email(user)))),
        profile(
            USERS,
            "found-by-two-attributes",
            MATCH,
            "Filter operators used: only eq and and",
            t ->
                found(
                    t,
                    t.create(t.users()),
                    user ->
                        "userName eq %s and externalId eq %s"
                            .formatted(
                                quoted(user.text("userName")), quoted(user.text("externalId"))))),
        profile(
            USERS,
            "has-this-manager",
            "Entra ID, references",
            "requests to determine whether a reference attribute has a certain value: id eq \"u\" and manager eq \"m\" with attributes=id",
            EntraUserChecks::hasManager));
  }

  private static List<Check> lifecycle() {
    return List.of(
        profile(
            USERS,
            "created-with-what-entra-sends",
            CREATE,
            "POST /Users with schemas core and enterprise, externalId, userName, active: true, emails, meta:{resourceType:\"User\"}, name, roles: []",
            t -> {
              var user = created(t, "");
              Expect.that(user.json().path("active").asBoolean(false), "active true", user.json());
              Expect.equal(
                  user.text("externalId"),
                  t.read(user).path("externalId").asString(""),
                  "externalId");
            }),
        profile(
            USERS,
            "created-with-nulls",
            CREATE,
            "old sample also sends explicit nulls",
            t -> created(t, ", \"displayName\": null, \"title\": null, \"nickName\": null")),
        profile(
            USERS,
            "a-charset-is-sent",
            CREATE,
            "Content-Type: application/scim+json; charset=utf-8",
            t ->
                Expect.status(
                    t.send(
                        ScimRequest.of("POST", t.users().endpoint(), body(t, ""))
                            .with("Content-Type", "application/scim+json; charset=utf-8")),
                    201)),
        profile(
            USERS,
            "created-twice-is-409",
            VALIDATOR,
            "duplicate user → 409",
            t -> {
              var body = body(t, "");
              Expect.status(t.post(t.users().endpoint(), body), 201);
              Expect.status(t.post(t.users().endpoint(), body), 409);
            }),
        profile(
            USERS,
            "an-unknown-id-is-404",
            "Entra ID, read back",
            "404 → object is re-matched/re-created",
            t -> Expect.status(t.get(t.users().endpoint() + "/" + UUID.randomUUID()), 404)),
        profile(
            USERS,
            "disabled-is-still-shown",
            "Entra ID, disable",
            "disabled user must still be returned by GET and by filter with active:false",
            t -> {
              var user = disabled(t);
              Expect.equal("false", t.read(user).path("active").toString(), "active");
              found(t, user, each -> "userName eq " + quoted(each.text("userName")));
            }),
        profile(
            USERS,
            "enabled-again",
            "Entra ID, re-assignment",
            "PATCH active=true on re-assignment",
            t -> {
              var user = t.patched(disabled(t), operation("Replace", "active", "\"True\""));
              Expect.equal("true", user.path("active").toString(), "active");
            }),
        profile(
            USERS,
            "deleted",
            "Entra ID, delete",
            "DELETE /Users/{id}: 204",
            t -> {
              var user = t.create(t.users());
              Expect.status(t.delete(user.path()), 204);
              Expect.status(t.get(user.path()), 404);
            }),
        profile(
            USERS,
            "created-again-after-delete",
            "Entra ID, restore",
            "If a deleted-then-recreated user is POSTed and the server still holds the soft-deleted row, a 409 loop results",
            t -> {
              var body = t.maker().typical(t.users());
              Expect.status(t.delete(t.create(t.users(), body).path()), 204);
              t.create(t.users(), body);
            }),
        profile(
            USERS,
            "pages-of-five",
            "Entra ID, gallery validation",
            "user pagination startIndex=N&count=5 over ≥ 11 users with matching startIndex echoed",
            EntraUserChecks::pages),
        profile(
            USERS,
            "values-are-kept-as-sent",
            "Entra ID, general",
            "Store values unchanged (do not normalise phone numbers etc.)",
            EntraUserChecks::unchanged));
  }

  private static void nothing(Trial t, ResourceKind kind, String query) {
    var answer = t.get(kind.endpoint() + query);
    Lists.requireListResponse(answer);
    Expect.equal(0, answer.json().path("totalResults").asInt(-1), "totalResults");
  }

  private static void found(Trial t, Resource user, Function<Resource, String> filter) {
    Lists.requireFinds(t, t.users(), filter.apply(user), user);
  }

  private static String body(Trial t, String more) {
    var name = t.name("entra");
    return """
    {"schemas": ["%s", "%s"], "externalId": "%s", "userName": "%s@example.com", "active": true,
     "emails": [{"primary": true, "type": "work", "value": "%s@example.com"}],
     "meta": {"resourceType": "User"},
     "name": {"formatted": "given family", "familyName": "family", "givenName": "given"},
     "roles": []%s}
    """
        .formatted(Urns.USER, Urns.ENTERPRISE, name, name, name, more);
  }

  private static Resource created(Trial t, String more) {
    var answer = t.post(t.users().endpoint(), body(t, more));
    Expect.status(answer, 201);
    Expect.that(!answer.at("id").isEmpty(), "an id", answer.summary());
    var path = t.users().endpoint() + "/" + ScimRequest.encode(answer.at("id"));
    return new Resource(path, answer.at("id"), answer.json());
  }

  private static Resource disabled(Trial t) {
    var user = Person.with(t, "active");
    Expect.status(t.patch(user.path(), operation("Replace", "active", "\"False\"")), 200, 204);
    return user;
  }

  private static void mapped(Trial t) {
    var missing =
        Stream.of(
                "userName",
                "active",
                "displayName",
                "title",
                "emails",
                "preferredLanguage",
                "name",
                "addresses",
                "phoneNumbers")
            .filter(name -> !t.users().has(name))
            .toList();
    Expect.that(
        missing.isEmpty(), "all attributes of Entra's default mapping", "missing: " + missing);
    Person.needsEnterprise(t);
  }

  private static void hasManager(Trial t) {
    Person.needsEnterprise(t);
    var manager = t.create(t.users());
    var user = t.create(t.users());
    var path = Urns.ENTERPRISE + ":manager";
    t.patched(user, operation("Add", path, quoted(manager.id())));
    var answer =
        t.get(
            "%s?attributes=id&filter=%s"
                .formatted(
                    t.users().endpoint(),
                    ScimRequest.encode(
                        "id eq %s and %s eq %s"
                            .formatted(quoted(user.id()), path, quoted(manager.id())))));
    Lists.requireListResponse(answer);
    Expect.equal(1, answer.json().path("totalResults").asInt(-1), "totalResults");
  }

  private static void pages(Trial t) {
    for (int i = 0; i < 11; i++) {
      t.create(t.users());
    }
    for (int start = 1; start <= 11; start += 5) {
      var answer = t.get("%s?startIndex=%d&count=5".formatted(t.users().endpoint(), start));
      Lists.requireListResponse(answer);
      Expect.equal(start, answer.json().path("startIndex").asInt(-1), "startIndex");
      Expect.that(
          answer.json().path("Resources").size() <= 5, "at most 5 resources", answer.summary());
    }
  }

  private static void unchanged(Trial t) {
    var user = Person.with(t, "phoneNumbers");
    var number = "+41 (0)44 123-45 67";
    var patched =
        t.patched(user, operation("Add", "phoneNumbers[type eq \"mobile\"].value", quoted(number)));
    Expect.equal(
        number, patched.path("phoneNumbers").path(0).path("value").asString(""), "phone number");
  }
}
