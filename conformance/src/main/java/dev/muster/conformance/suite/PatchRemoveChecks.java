package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Json.operation;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.Urns;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// `remove` (RFC 7644 §3.5.2.2), on users.
public final class PatchRemoveChecks {
  private static final String TAG = "patch:remove";
  private static final String REMOVE = "RFC 7644 §3.5.2.2";
  private static final String REQUIRED =
      "If an attribute is removed or becomes unassigned and is defined as a required attribute or a read-only attribute, the server SHALL return an HTTP response status code and a JSON detail error response as defined in Section 3.12, with a \"scimType\" error code of \"mutability\".";

  private PatchRemoveChecks() {}

  public static List<Check> all() {
    return Stream.of(attributes(), values())
        .flatMap(List::stream)
        .map(check -> check.needing(Feature.PATCH))
        .toList();
  }

  private static List<Check> attributes() {
    return List.of(
        must(
            TAG,
            "a-single-value",
            321,
            REMOVE,
            "If the target location is a single-value attribute, the attribute and its associated value is removed, and the attribute SHALL be considered unassigned.",
            t -> {
              var user = removed(t, "title", "title");
              Expect.that(!Json.has(user, "title"), "no title", user);
            }),
        must(
            TAG,
            "a-sub-attribute",
            321,
            REMOVE,
            "If the target location is a single-value attribute, the attribute and its associated value is removed",
            t -> {
              var user = removed(t, "name", "name.familyName");
              Expect.that(!Json.has(user.path("name"), "familyName"), "no familyName", user);
              Expect.equal("Ann", user.path("name").path("givenName").asString(""), "givenName");
            }),
        must(
            TAG,
            "an-extension-attribute",
            375,
            "RFC 7644 §3.10",
            "prefixing the attribute name with its schema URN separated by a colon (\":\") character",
            PatchRemoveChecks::extension),
        must(
            TAG,
            "all-values",
            321,
            REMOVE,
            "If the target location is a multi-valued attribute and no filter is specified, the attribute and all values are removed, and the attribute SHALL be considered unassigned.",
            t -> {
              var user = removed(t, "emails", "emails");
              Expect.that(!Json.has(user, "emails"), "no emails", user);
            }),
        must(
            TAG,
            "what-is-not-there-is-no-error",
            321,
            "RFC 7643 §2.5",
            "Unassigned attributes, the null value, or an empty array … SHALL be considered to be equivalent in \"state\".",
            t ->
                Expect.status(
                    t.patch(Person.with(t, "nickName").path(), operation("remove", "nickName")),
                    200,
                    204)),
        must(
            TAG,
            "a-required-attribute-stays",
            324,
            REMOVE,
            REQUIRED,
            t ->
                Expect.error(
                    t.patch(Person.with(t, "userName").path(), operation("remove", "userName")),
                    400,
                    "mutability",
                    "invalidValue")),
        must(
            TAG,
            "a-read-only-attribute-stays",
            324,
            REMOVE,
            REQUIRED,
            t ->
                Expect.error(
                    t.patch(t.create(t.users()).path(), operation("remove", "meta.created")),
                    400,
                    "mutability")));
  }

  private static List<Check> values() {
    return List.of(
        must(
            TAG,
            "the-values-that-match",
            322,
            REMOVE,
            "If the target location is a multi-valued attribute and a complex filter is specified comparing a \"value\", the values matched by the filter are removed.",
            t -> {
              var user = removed(t, "emails", "emails[type eq \"home\"]");
              Expect.equal(0, Person.emails(user, "home").size(), "number of home emails");
              Expect.equal(1, Person.emails(user, "work").size(), "number of work emails");
            }),
        must(
            TAG,
            "the-last-value-leaves-it-unassigned",
            322,
            REMOVE,
            "If no other values remain after removal of the selected values, the multi-valued attribute SHALL be considered unassigned.",
            t -> {
              var user = removed(t, "emails", "emails[value pr]");
              Expect.that(!Json.has(user, "emails"), "no emails", user);
            }),
        must(
            TAG,
            "a-sub-attribute-of-what-matches",
            323,
            REMOVE,
            "If the target location is a complex multi-valued attribute with a complex filter and a specific sub-attribute …, the matching sub-attribute of the matching record is removed",
            PatchRemoveChecks::subAttribute));
  }

  private static JsonNode removed(Trial t, String needed, String path) {
    return t.patched(Person.with(t, needed), operation("remove", path));
  }

  private static void extension(Trial t) {
    Person.needsEnterprise(t);
    var body = t.maker().typical(t.users());
    body.putObject(Urns.ENTERPRISE).put("department", "Tours").put("employeeNumber", "1");
    body.withArray("schemas").add(Urns.ENTERPRISE);
    var user =
        t.patched(t.create(t.users(), body), operation("remove", Urns.ENTERPRISE + ":department"));
    Expect.that(!Json.has(user.path(Urns.ENTERPRISE), "department"), "no department", user);
    Expect.equal(
        "1", user.path(Urns.ENTERPRISE).path("employeeNumber").asString(""), "employeeNumber");
  }

  private static void subAttribute(Trial t) {
    var user = removed(t, "emails", "emails[value co \"@home.example\"].type");
    var home =
        Json.list(user.path("emails")).stream()
            .filter(email -> email.path("value").asString("").endsWith("@home.example"))
            .findFirst();
    Expect.that(home.isPresent(), "the email to stay", user.path("emails"));
    home.ifPresent(email -> Expect.that(!Json.has(email, "type"), "no type", email));
  }
}
