package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Json.operation;
import static dev.muster.conformance.check.Json.quoted;
import static dev.muster.conformance.check.Json.withoutPath;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.Urns;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// `replace` (RFC 7644 §3.5.2.3), on users.
public final class PatchReplaceChecks {
  private static final String TAG = "patch:replace";
  private static final String PATHS = "patch:value-path";
  private static final String REPLACE = "RFC 7644 §3.5.2.3";
  private static final String MATCHING =
      "If the target location is a multi-valued attribute and a value selection (\"valuePath\") filter is specified that matches one or more values of the multi-valued attribute, then all matching record values SHALL be replaced.";

  private PatchReplaceChecks() {}

  public static List<Check> all() {
    return Stream.of(attributes(), valuePaths())
        .flatMap(List::stream)
        .map(check -> check.needing(Feature.PATCH))
        .toList();
  }

  private static List<Check> attributes() {
    return List.of(
        must(
            TAG,
            "a-single-value",
            331,
            REPLACE,
            "If the target location is a single-value attribute, the attributes value is replaced.",
            t -> {
              var user = t.patched(Person.with(t, "title"), replace("title", "\"Boss\""));
              Expect.equal("Boss", user.path("title").asString(""), "title");
            }),
        must(
            TAG,
            "a-boolean",
            331,
            REPLACE,
            "If the target location is a single-value attribute, the attributes value is replaced.",
            t -> {
              var user = t.patched(Person.with(t, "active"), replace("active", "false"));
              Expect.equal("false", user.path("active").toString(), "active");
            }),
        must(
            TAG,
            "a-sub-attribute",
            333,
            REPLACE,
            "Sub-attributes that are not specified SHALL be left unchanged.",
            t -> {
              var user = t.patched(Person.with(t, "name"), replace("name.familyName", "\"Berg\""));
              Expect.equal("Berg", user.path("name").path("familyName").asString(""), "familyName");
              Expect.equal("Ann", user.path("name").path("givenName").asString(""), "givenName");
            }),
        must(
            TAG,
            "a-complex-attribute-keeps-the-rest",
            333,
            REPLACE,
            "If the target location specifies a complex attribute, a set of sub-attributes SHALL be specified in the \"value\" parameter that replaces any existing values or adds where an attribute did not previously exist. Sub-attributes that are not specified SHALL be left unchanged.",
            t -> {
              var user =
                  t.patched(Person.with(t, "name"), replace("name", "{\"familyName\": \"Berg\"}"));
              Expect.equal("Berg", user.path("name").path("familyName").asString(""), "familyName");
              Expect.equal("Ann", user.path("name").path("givenName").asString(""), "givenName");
            }),
        must(
            TAG,
            "all-values-of-a-multi-valued-attribute",
            331,
            REPLACE,
            "If the target location is a multi-valued attribute and no filter is specified, the attribute and all values are replaced.",
            t -> {
              var user =
                  t.patched(
                      Person.with(t, "emails"),
                      replace("emails", "[{\"value\": \"new@example.com\", \"type\": \"work\"}]"));
              Expect.equal(
                  List.of("new@example.com"), Json.texts(user.path("emails"), "value"), "emails");
            }),
        must(
            TAG,
            "an-absent-attribute-is-added",
            332,
            REPLACE,
            "If the target location path specifies an attribute that does not exist, the service provider SHALL treat the operation as an \"add\".",
            t -> {
              var user = t.patched(Person.with(t, "nickName"), replace("nickName", "\"Babs\""));
              Expect.equal("Babs", user.path("nickName").asString(""), "nickName");
            }),
        must(
            TAG,
            "without-path-the-named-attributes",
            330,
            REPLACE,
            "If the \"path\" parameter is omitted, the target is assumed to be the resource itself. In this case, the \"value\" attribute SHALL contain a list of one or more attributes that are to be replaced.",
            PatchReplaceChecks::withoutAPath),
        must(
            TAG,
            "an-extension-attribute",
            375,
            "RFC 7644 §3.10",
            "prefixing the attribute name with its schema URN separated by a colon (\":\") character",
            PatchReplaceChecks::extension),
        must(
            TAG,
            "a-taken-unique-value-is-409",
            226,
            "RFC 7644 §3.12, Table 9",
            "uniqueness One or more of the attribute values are already in use or are reserved.",
            PatchReplaceChecks::taken),
        must(
            TAG,
            "a-required-attribute-does-not-go",
            324,
            "RFC 7644 §3.5.2",
            "An operation that is not compatible with an attribute's mutability or schema SHALL return the appropriate HTTP response status code and a JSON detail error response",
            t ->
                Expect.error(
                    t.patch(Person.with(t, "userName").path(), replace("userName", "null")), 400)),
        must(
            TAG,
            "the-new-value-is-found",
            341,
            "RFC 7644 §3.4.2",
            "SCIM defines a standard set of query parameters that can be used to filter … resources",
            PatchReplaceChecks::found));
  }

  private static List<Check> valuePaths() {
    return List.of(
        must(
            PATHS,
            "a-sub-attribute-of-what-matches",
            334,
            REPLACE,
            "If the target location is a complex multi-valued attribute with a value selection filter (\"valuePath\") and a specific sub-attribute …, the matching sub-attribute of all matching records is replaced.",
            t -> {
              var user = patchedEmails(t, "emails[type eq \"work\"].value", "\"new@work.example\"");
              Expect.equal(List.of("new@work.example"), Person.emails(user, "work"), "work email");
              Expect.equal(1, Person.emails(user, "home").size(), "number of home emails");
            }),
        must(
            PATHS,
            "the-values-that-match",
            334,
            REPLACE,
            MATCHING,
            t -> {
              var user =
                  patchedEmails(
                      t,
                      "emails[type eq \"home\"]",
                      "{\"value\": \"new@home.example\", \"type\": \"home\"}");
              Expect.equal(List.of("new@home.example"), Person.emails(user, "home"), "home email");
              Expect.equal(1, Person.emails(user, "work").size(), "number of work emails");
            }),
        must(
            PATHS,
            "with-and",
            334,
            REPLACE,
            MATCHING,
            t -> {
              var user =
                  patchedEmails(
                      t,
                      "emails[type eq \"work\" and primary eq true].value",
                      "\"new@work.example\"");
              Expect.equal(List.of("new@work.example"), Person.emails(user, "work"), "work email");
            }),
        must(
            PATHS,
            "with-a-boolean",
            334,
            REPLACE,
            MATCHING,
            t -> {
              var user = patchedEmails(t, "emails[primary eq true].value", "\"new@work.example\"");
              Expect.equal(List.of("new@work.example"), Person.emails(user, "work"), "work email");
            }),
        must(
            PATHS,
            "with-not",
            334,
            REPLACE,
            MATCHING,
            t -> {
              var user =
                  patchedEmails(t, "emails[not (type eq \"work\")].value", "\"new@home.example\"");
              Expect.equal(List.of("new@home.example"), Person.emails(user, "home"), "home email");
            }),
        must(
            PATHS,
            "no-match-is-no-target",
            335,
            REPLACE,
            "If the target location is a multi-valued attribute for which a value selection filter (\"valuePath\") has been supplied and no record match was made, the service provider SHALL indicate failure by returning HTTP status code 400 and a \"scimType\" error code of \"noTarget\".",
            t ->
                Expect.error(
                    t.patch(
                        Person.with(t, "emails").path(),
                        replace("emails[value co \"@nowhere.example\"].value", "\"x@y.example\"")),
                    400,
                    "noTarget")));
  }

  private static String replace(String path, String value) {
    return operation("replace", path, value);
  }

  private static JsonNode patchedEmails(Trial t, String path, String value) {
    return t.patched(Person.with(t, "emails"), replace(path, value));
  }

  private static void withoutAPath(Trial t) {
    var user =
        t.patched(
            Person.with(t, "title", "active"),
            withoutPath("replace", "{\"title\": \"Boss\", \"active\": false}"));
    Expect.equal("Boss", user.path("title").asString(""), "title");
    Expect.equal("false", user.path("active").toString(), "active");
    Expect.that(Json.has(user, "userName"), "userName to stay", user);
  }

  private static void extension(Trial t) {
    Person.needsEnterprise(t);
    var user =
        t.patched(
            t.create(t.users()), replace(Urns.ENTERPRISE + ":employeeNumber", quoted("701984")));
    Expect.equal(
        "701984", user.path(Urns.ENTERPRISE).path("employeeNumber").asString(""), "employeeNumber");
  }

  private static void taken(Trial t) {
    var first = t.create(t.users());
    var second = t.create(t.users());
    var answer = t.patch(second.path(), replace("userName", quoted(first.text("userName"))));
    Expect.error(answer, 409, "uniqueness");
  }

  private static void found(Trial t) {
    var resource = t.create(t.users());
    var name = t.name("renamed");
    t.patched(resource, replace("userName", quoted(name)));
    Lists.requireFinds(t, t.users(), "userName eq " + quoted(name), resource);
    Lists.requireFindsNothing(t, t.users(), "userName eq " + quoted(resource.text("userName")));
  }
}
