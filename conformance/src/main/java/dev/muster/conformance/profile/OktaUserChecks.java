package dev.muster.conformance.profile;

import static dev.muster.conformance.check.Check.profile;
import static dev.muster.conformance.check.Json.quoted;
import static dev.muster.conformance.check.Json.withoutPath;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.ResourceKind;
import dev.muster.conformance.provider.Urns;
import dev.muster.conformance.suite.Lists;
import dev.muster.conformance.suite.Person;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What Okta does with users: its connection test, imports page by page, PUT of whole users,
/// operations without a path.
public final class OktaUserChecks {
  private static final String CONNECTION = "okta:connection";
  private static final String USERS = "okta:users";
  private static final String ERRORS = "okta:errors";
  private static final String IMPORT = "Okta, import";
  private static final String UPDATE = "Okta, update";

  private OktaUserChecks() {}

  public static List<Check> all() {
    return Stream.of(connection(), users(), errors()).flatMap(List::stream).toList();
  }

  private static List<Check> connection() {
    return List.of(
        profile(
            CONNECTION,
            "users-are-listed",
            "Okta, test connection",
            "GET /Users?startIndex=1&count=2 … wants non-empty/array Resources with integer totals",
            t -> listed(t, t.users(), "?startIndex=1&count=2")),
        profile(
            CONNECTION,
            "groups-are-listed",
            "Okta, test connection",
            "GET /Groups?startIndex=1&count=100",
            t -> listed(t, t.groups(), "?startIndex=1&count=100")),
        profile(
            CONNECTION,
            "matched-by-user-name",
            "Okta, match",
            "filter=userName eq \"…\"&startIndex=1&count=100 (%20 encoding)",
            t -> {
              var user = t.create(t.users());
              var answer = match(t, user.text("userName"));
              Expect.equal(
                  List.of(user.id()),
                  Json.texts(answer.json().path("Resources"), "id"),
                  "ids found");
            }),
        profile(
            CONNECTION,
            "no-match-is-an-empty-list",
            "Okta, match",
            "200-empty or 404 accepted",
            t -> {
              var answer = match(t, t.name("nobody"));
              if (answer.status() != 404) {
                Lists.requireListResponse(answer);
                Expect.equal(0, answer.json().path("totalResults").asInt(-1), "totalResults");
              }
            }),
        profile(
            CONNECTION,
            "pages-are-stable",
            IMPORT,
            "paged startIndex/count=100, stable ordering required",
            OktaUserChecks::stable));
  }

  private static List<Check> users() {
    return List.of(
        profile(
            USERS,
            "created-with-what-okta-sends",
            "Okta, create",
            "groups: [], locale, externalId = Okta id, password in POST",
            t -> created(t, t.name("okta"))),
        profile(
            USERS,
            "the-created-user-is-echoed",
            "Okta, create",
            "Okta wants the created user echoed (empty 201 body = error)",
            t -> {
              var name = t.name("okta");
              Expect.equal(name, created(t, name).text("userName"), "userName");
            }),
        profile(
            USERS,
            "the-password-is-not-echoed",
            "Okta, create",
            "sends password in POST when password sync is on",
            t -> {
              var user = created(t, t.name("okta"));
              Expect.that(!user.json().has("password"), "no password", user.json().propertyNames());
            }),
        profile(
            USERS,
            "put-updates-the-profile",
            UPDATE,
            "PUT full object after GET",
            t -> {
              var user = created(t, t.name("okta"));
              var json = put(t, user, "Bea", true);
              Expect.equal("Bea", json.path("name").path("givenName").asString(""), "givenName");
            }),
        profile(
            USERS,
            "put-deactivates",
            "Okta, deactivate",
            "PUT active=false; never DELETE users",
            t -> {
              var json = put(t, created(t, t.name("okta")), "Ann", false);
              Expect.equal("false", json.path("active").toString(), "active");
            }),
        profile(
            USERS,
            "what-was-read-can-be-put",
            UPDATE,
            "PUT full object after GET",
            t -> {
              var user = created(t, t.name("okta"));
              Expect.success(t.put(user.path(), t.read(user)));
            }),
        profile(
            USERS,
            "patch-without-path-deactivates",
            "Okta, deactivate",
            "{\"op\":\"replace\",\"value\":{\"active\":false}}",
            t -> {
              var json =
                  t.patched(
                      Person.with(t, "active"), withoutPath("replace", "{\"active\": false}"));
              Expect.equal("false", json.path("active").toString(), "active");
            }),
        profile(
            USERS,
            "patch-without-path-activates",
            "Okta, reactivate",
            "{\"op\":\"replace\",\"value\":{\"active\":true}}",
            t -> {
              var user = Person.with(t, "active");
              t.patched(user, withoutPath("replace", "{\"active\": false}"));
              var json = t.patched(user, withoutPath("replace", "{\"active\": true}"));
              Expect.equal("true", json.path("active").toString(), "active");
            }),
        profile(
            USERS,
            "deactivated-is-still-found",
            "Okta, reactivate",
            "the user that comes back is matched by userName",
            t -> {
              var user = Person.with(t, "active");
              t.patched(user, withoutPath("replace", "{\"active\": false}"));
              Expect.equal(
                  1,
                  match(t, user.text("userName")).json().path("totalResults").asInt(-1),
                  "totalResults");
            }),
        profile(
            USERS,
            "patch-without-path-sets-a-password",
            "Okta, password sync",
            "PATCH only for activate/deactivate/password",
            t -> {
              var value = "{\"password\": %s}".formatted(quoted("Xq9!" + t.name("Secret")));
              Expect.status(
                  t.patch(Person.with(t, "password").path(), withoutPath("replace", value)),
                  200,
                  204);
            }));
  }

  private static List<Check> errors() {
    return List.of(
        profile(
            ERRORS,
            "a-taken-user-name-is-409",
            "Okta, create",
            "409 for duplicates",
            t -> {
              var name = t.name("okta");
              created(t, name);
              Expect.error(t.post(t.users().endpoint(), body(name, "Ann", true)), 409);
            }),
        profile(
            ERRORS,
            "an-unknown-user-is-404-with-a-body",
            "Okta, errors",
            "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:Error\"], \"detail\": \"User not found\", \"status\": 404}",
            t -> Expect.error(t.get(t.users().endpoint() + "/" + t.name("nobody")), 404)),
        profile(
            ERRORS,
            "a-wrong-token-is-401-with-a-body",
            "Okta, errors",
            "401 with an Error body",
            t ->
                Expect.error(
                    t.send(
                        ScimRequest.of("GET", t.users().endpoint() + "?count=1")
                            .with("Authorization", "Bearer " + t.name("token"))),
                    401)));
  }

  private static void listed(Trial t, ResourceKind kind, String query) {
    t.create(kind);
    var answer = t.get(kind.endpoint() + query);
    Lists.requireListResponse(answer);
    Expect.that(
        answer.json().path("Resources").isArray(), "Resources as an array", answer.summary());
    for (var counter : List.of("totalResults", "startIndex", "itemsPerPage")) {
      Expect.that(
          answer.json().path(counter).isIntegralNumber(),
          counter + " as an integer",
          answer.json().path(counter));
    }
  }

  private static Answer match(Trial t, String userName) {
    return t.get(
        "%s?filter=%s&startIndex=1&count=100"
            .formatted(
                t.users().endpoint(), ScimRequest.encode("userName eq " + quoted(userName))));
  }

  private static void stable(Trial t) {
    t.create(t.users());
    t.create(t.users());
    var first =
        Json.texts(
            t.get(t.users().endpoint() + "?startIndex=1&count=1").json().path("Resources"), "id");
    var second =
        Json.texts(
            t.get(t.users().endpoint() + "?startIndex=2&count=1").json().path("Resources"), "id");
    Expect.that(
        first.size() == 1 && second.size() == 1 && !first.equals(second),
        "two pages of one user each",
        first + " and " + second);
    Expect.equal(
        first,
        Json.texts(
            t.get(t.users().endpoint() + "?startIndex=1&count=1").json().path("Resources"), "id"),
        "page 1, read again");
  }

  private static String body(String userName, String givenName, boolean active) {
    return """
    {"schemas": ["%s"], "userName": "%s", "active": %s, "externalId": "00u%s", "locale": "en-US",
     "name": {"givenName": "%s", "familyName": "User"}, "displayName": "Test User", "groups": [],
     "emails": [{"primary": true, "value": "%s@example.com", "type": "work"}],
     "password": "1mz050nq-%s-Xq9!"}
    """
        .formatted(Urns.USER, userName, active, userName, givenName, userName, userName);
  }

  private static Resource created(Trial t, String userName) {
    var answer = t.post(t.users().endpoint(), body(userName, "Ann", true));
    Expect.status(answer, 201);
    Expect.that(!answer.at("id").isEmpty(), "the user in the answer", answer.summary());
    var path = t.users().endpoint() + "/" + ScimRequest.encode(answer.at("id"));
    return new Resource(path, answer.at("id"), answer.json());
  }

  private static JsonNode put(Trial t, Resource user, String givenName, boolean active) {
    Expect.status(t.put(user.path(), body(user.text("userName"), givenName, active)), 200);
    return t.read(user);
  }
}
