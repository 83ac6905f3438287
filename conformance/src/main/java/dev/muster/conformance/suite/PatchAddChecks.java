package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;
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

/// `add` (RFC 7644 §3.5.2.1), on users.
public final class PatchAddChecks {
  private static final String TAG = "patch:add";
  private static final String ADD = "RFC 7644 §3.5.2.1";

  private PatchAddChecks() {}

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
            "an-absent-attribute-is-added",
            312,
            ADD,
            "If the target location does not exist, the attribute and value are added.",
            t -> {
              var user = t.patched(Person.with(t, "nickName"), add("nickName", "\"Babs\""));
              Expect.equal("Babs", user.path("nickName").asString(""), "nickName");
            }),
        must(
            TAG,
            "a-single-value-is-replaced",
            312,
            ADD,
            "If the target location specifies a single-valued attribute, the existing value is replaced.",
            t -> {
              var user = t.patched(Person.with(t, "title"), add("title", "\"Boss\""));
              Expect.equal("Boss", user.path("title").asString(""), "title");
            }),
        must(
            TAG,
            "sub-attributes-are-merged",
            313,
            ADD,
            "If the target location specifies a complex attribute, a set of sub-attributes SHALL be specified in the \"value\" parameter.",
            t -> {
              var user =
                  t.patched(Person.with(t, "name"), add("name", "{\"familyName\": \"Berg\"}"));
              Expect.equal("Berg", user.path("name").path("familyName").asString(""), "familyName");
              Expect.equal("Ann", user.path("name").path("givenName").asString(""), "givenName");
            }),
        must(
            TAG,
            "a-sub-attribute-has-a-path",
            296,
            "RFC 7644 §3.5.2",
            "PATH = attrPath / valuePath [subAttr]",
            t -> {
              var user = t.patched(Person.with(t, "name"), add("name.familyName", "\"Berg\""));
              Expect.equal("Berg", user.path("name").path("familyName").asString(""), "familyName");
            }),
        must(
            TAG,
            "without-path-attributes-are-merged",
            311,
            ADD,
            "If omitted, the target location is assumed to be the resource itself. The \"value\" parameter contains a set of attributes to be added to the resource.",
            PatchAddChecks::merged),
        must(
            TAG,
            "an-extension-attribute-has-a-path",
            375,
            "RFC 7644 §3.10",
            "prefixing the attribute name with its schema URN separated by a colon (\":\") character",
            PatchAddChecks::extension),
        must(
            TAG,
            "without-path-an-extension-has-its-urn",
            311,
            ADD,
            "The \"value\" parameter contains a set of attributes to be added to the resource.",
            PatchAddChecks::extensionWithoutPath),
        must(
            TAG,
            "a-value-is-needed",
            310,
            ADD,
            "The operation MUST contain a \"value\" member whose content specifies the value to be added.",
            t ->
                Expect.error(
                    t.patch(Person.with(t, "title").path(), operation("add", "title")), 400)));
  }

  private static List<Check> values() {
    return List.of(
        must(
            TAG,
            "a-value-joins-the-others",
            312,
            ADD,
            "If the target location specifies a multi-valued attribute, a new value is added to the attribute.",
            t -> {
              var user = t.patched(Person.with(t, "emails"), add("emails", "[" + email(t) + "]"));
              Expect.equal(3, user.path("emails").size(), "number of emails");
            }),
        must(
            TAG,
            "an-equal-value-is-not-doubled",
            314,
            ADD,
            "If the target location already contains the value specified, no changes SHOULD be made to the resource, and a success response SHOULD be returned.",
            PatchAddChecks::notDoubled),
        should(
            TAG,
            "no-change-leaves-last-modified",
            315,
            ADD,
            "Unless other operations change the resource, this operation SHALL NOT change the modify timestamp of the resource.",
            PatchAddChecks::noChange),
        must(
            TAG,
            "primary-is-handed-over",
            299,
            "RFC 7644 §3.5.2",
            "a PATCH operation that sets a value's \"primary\" sub-attribute to \"true\" SHALL cause the server to automatically set \"primary\" to \"false\" for any other values in the array.",
            PatchAddChecks::primary),
        must(
            TAG,
            "a-wrong-type-is-refused",
            297,
            "RFC 7644 §3.12, Table 9",
            "invalidValue A required value was missing, or the value specified was not compatible with the operation or attribute type",
            t ->
                Expect.error(
                    t.patch(Person.with(t, "emails").path(), add("emails", "7")),
                    400,
                    "invalidValue",
                    "invalidSyntax")));
  }

  private static String add(String path, String value) {
    return operation("add", path, value);
  }

  private static String email(Trial t) {
    return "{\"value\": \"%s@other.example\", \"type\": \"other\"}".formatted(t.name("mail"));
  }

  private static void merged(Trial t) {
    var user =
        t.patched(
            Person.with(t, "nickName", "title"),
            withoutPath("add", "{\"nickName\": \"Babs\", \"title\": \"Boss\"}"));
    Expect.equal("Babs", user.path("nickName").asString(""), "nickName");
    Expect.equal("Boss", user.path("title").asString(""), "title");
    Expect.that(Json.has(user, "userName"), "userName to stay", user);
  }

  private static void extension(Trial t) {
    Person.needsEnterprise(t);
    var user = t.patched(t.create(t.users()), add(Urns.ENTERPRISE + ":department", "\"Tours\""));
    Expect.equal("Tours", user.path(Urns.ENTERPRISE).path("department").asString(""), "department");
    Expect.that(
        user.path("schemas").toString().contains(Urns.ENTERPRISE),
        "schemas with the extension",
        user.path("schemas"));
  }

  private static void extensionWithoutPath(Trial t) {
    Person.needsEnterprise(t);
    var value = "{%s: {\"department\": \"Tours\"}}".formatted(quoted(Urns.ENTERPRISE));
    var user = t.patched(t.create(t.users()), withoutPath("add", value));
    Expect.equal("Tours", user.path(Urns.ENTERPRISE).path("department").asString(""), "department");
  }

  private static void notDoubled(Trial t) {
    var resource = Person.with(t, "emails");
    var email = email(t);
    t.patched(resource, add("emails", "[" + email + "]"));
    var user = t.patched(resource, add("emails", "[" + email + "]"));
    Expect.equal(3, user.path("emails").size(), "number of emails");
  }

  private static void noChange(Trial t) {
    var resource = Person.with(t, "title");
    var before = t.read(resource);
    var after = t.patched(resource, add("title", before.path("title").toString()));
    Expect.equal(
        before.path("meta").path("lastModified"),
        after.path("meta").path("lastModified"),
        "meta.lastModified");
  }

  private static void primary(Trial t) {
    var value =
        "[{\"value\": \"%s@new.example\", \"type\": \"other\", \"primary\": true}]"
            .formatted(t.name("mail"));
    var user = t.patched(Person.with(t, "emails"), add("emails", value));
    var primaries =
        Json.list(user.path("emails")).stream()
            .filter(email -> email.path("primary").asBoolean(false))
            .map(email -> email.path("type").asString(""))
            .toList();
    Expect.equal(List.of("other"), primaries, "types of primary emails");
  }
}
