package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.Urns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The schemas (RFC 7643 §2 and §7, RFC 7644 §4): form alone; whether they are true is a matter of
/// [CharacteristicChecks].
public final class SchemaChecks {
  private static final String TAG = "discovery:schemas";
  private static final String PATH = "/Schemas";
  private static final String SCHEMAS = "RFC 7643 §7";
  private static final String DISCOVERY = "RFC 7644 §4";
  private static final Pattern NAME = Pattern.compile("\\$ref|[A-Za-z][A-Za-z0-9_-]*");
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "type",
          Set.of(
              "string",
              "boolean",
              "decimal",
              "integer",
              "dateTime",
              "binary",
              "reference",
              "complex"),
          "mutability",
          Set.of("readOnly", "readWrite", "immutable", "writeOnly"),
          "returned",
          Set.of("always", "never", "default", "request"),
          "uniqueness",
          Set.of("none", "server", "global"));

  private SchemaChecks() {}

  public static List<Check> all() {
    var all = new ArrayList<Check>();
    all.addAll(list());
    all.addAll(attributes());
    all.addAll(required());
    return all;
  }

  private static List<Check> list() {
    return List.of(
        must(
            TAG,
            "are-a-list-response",
            402,
            DISCOVERY,
            "An HTTP GET to the endpoint \"/Schemas\" SHALL return all supported schemas in ListResponse format",
            t -> Lists.requireListResponse(t.get(PATH))),
        must(
            TAG,
            "each-is-readable-by-its-urn",
            401,
            DISCOVERY,
            "Individual schema definitions can be returned by appending the schema URI to the /Schemas endpoint.",
            SchemaChecks::readable),
        must(
            TAG,
            "an-unknown-one-is-404",
            401,
            DISCOVERY,
            "the single JSON object is returned in the same way that a single User or Group is retrieved, as per Section 3.4.1.",
            t -> Expect.status(t.get(PATH + "/urn:example:" + t.name("schema")), 404)),
        must(
            TAG,
            "hold-no-messages",
            211,
            "RFC 7644 §3.1",
            "SCIM message schemas … SHALL NOT be discoverable using the \"/Schemas\" endpoint.",
            t ->
                Expect.that(
                    schemas(t).stream()
                        .noneMatch(each -> each.path("id").asString("").startsWith(Urns.MESSAGES)),
                    "no schema of " + Urns.MESSAGES,
                    Json.texts(t.get(PATH).json().path("Resources"), "id"))),
        should(
            TAG,
            "a-filter-is-403",
            404,
            DISCOVERY,
            "If a \"filter\" is provided, the service provider SHOULD respond with HTTP status code 403 (Forbidden)",
            t ->
                Expect.status(t.get(PATH + "?filter=" + ScimRequest.encode("id sw \"urn\"")), 403)),
        must(
            TAG,
            "cannot-be-written",
            405,
            DISCOVERY,
            "/Schemas: GET (Table 2 of RFC 7644 §3.2: no other method)",
            t -> Expect.status(t.post(PATH, "{}"), 405, 501, 403, 404)));
  }

  private static List<Check> attributes() {
    return List.of(
        must(
            TAG,
            "have-attributes",
            186,
            SCHEMAS,
            "attributes A multi-valued complex attribute … that defines service provider attributes and their qualities",
            t ->
                schemas(t)
                    .forEach(each ->
                        Expect.that(
                            !Json.list(each.path("attributes")).isEmpty(),
                            "attributes",
                            each.path("id")))),
        must(
            TAG,
            "attribute-names-are-well-formed",
            102,
            "RFC 7643 §2.1",
            "Attribute names MUST conform to the following ABNF rules: ATTRNAME = ALPHA *(nameChar)",
            t ->
                eachAttribute(
                    t,
                    attribute -> NAME.matcher(attribute.path("name").asString("")).matches(),
                    "a name of letters, digits, - and _")),
        must(
            TAG,
            "characteristics-have-known-words",
            186,
            SCHEMAS,
            "type … Valid values are \"string\", \"boolean\", \"decimal\", \"integer\", \"dateTime\", \"reference\", and \"complex\". … mutability … returned … uniqueness",
            SchemaChecks::words),
        must(
            TAG,
            "complex-holds-no-complex",
            116,
            "RFC 7643 §2.3.8",
            "A complex attribute MUST NOT contain sub-attributes that have sub-attributes (i.e., that are complex).",
            t ->
                eachAttribute(
                    resourceSchemas(t),
                    attribute ->
                        Json.list(attribute.path("subAttributes")).stream()
                            .noneMatch(SchemaChecks::isComplex),
                    "no complex sub-attributes")),
        must(
            TAG,
            "only-complex-has-sub-attributes",
            117,
            SCHEMAS,
            "subAttributes When an attribute is of type \"complex\", there SHOULD be a corresponding schema attribute \"subAttributes\" defined",
            t ->
                eachAttribute(
                    t,
                    attribute ->
                        isComplex(attribute)
                            || Json.list(attribute.path("subAttributes")).isEmpty(),
                    "sub-attributes of complex attributes only")),
        must(
            TAG,
            "write-only-is-never-returned",
            187,
            SCHEMAS,
            "writeOnly … Attribute values SHALL NOT be returned (e.g., because the value is a stored hash).",
            t ->
                eachAttribute(
                    t,
                    attribute ->
                        !attribute.path("mutability").asString("").equals("writeOnly")
                            || attribute.path("returned").asString("").equals("never"),
                    "returned never with mutability writeOnly")),
        should(
            TAG,
            "binary-is-case-exact",
            111,
            "RFC 7643 §2.3.6",
            "A binary is case exact and has no uniqueness.",
            t ->
                eachAttribute(
                    t,
                    attribute ->
                        !attribute.path("type").asString("").equals("binary")
                            || attribute.path("caseExact").asBoolean(false),
                    "caseExact true for binary")),
        should(
            TAG,
            "references-say-to-what",
            114,
            SCHEMAS,
            "referenceTypes A multi-valued array of JSON strings that indicate the SCIM resource types that may be referenced.",
            t ->
                eachAttribute(
                    t,
                    attribute ->
                        !attribute.path("type").asString("").equals("reference")
                            || !Json.list(attribute.path("referenceTypes")).isEmpty(),
                    "referenceTypes of references")));
  }

  private static List<Check> required() {
    return List.of(
        must(
            TAG,
            "a-user-has-a-unique-required-user-name",
            150,
            "RFC 7643 §4.1.1",
            "userName A service provider's unique identifier for the user … Each User MUST include a non-empty userName value. This identifier MUST be unique across the service provider's entire set of Users. This attribute is REQUIRED and is case insensitive.",
            SchemaChecks::userName),
        must(
            TAG,
            "a-password-is-write-only",
            154,
            "RFC 7643 §4.1.1",
            "This attribute … has a mutability of \"writeOnly\", and a returned characteristic of \"never\"",
            SchemaChecks::password),
        must(
            TAG,
            "a-group-has-a-display-name",
            170,
            "RFC 7643 §4.2",
            "displayName A human-readable name for the Group. REQUIRED.",
            t ->
                Expect.that(
                    t.groups().has("displayName"),
                    "an attribute displayName",
                    t.groups().schema())));
  }

  private static boolean isComplex(JsonNode attribute) {
    return attribute.path("type").asString("").equals("complex");
  }

  private static List<JsonNode> schemas(Trial t) {
    var answer = t.get(PATH);
    Expect.status(answer, 200);
    var schemas = Json.resources(answer.json());
    Expect.that(!schemas.isEmpty(), "at least one schema", answer.summary());
    return schemas;
  }

  // RFC 7643 §8.7.2 breaks the rule itself: the schema of schemas has subAttributes in attributes.
  private static List<JsonNode> resourceSchemas(Trial t) {
    return schemas(t).stream()
        .filter(each -> !each.path("id").asString("").equalsIgnoreCase(Urns.SCHEMA))
        .toList();
  }

  private static void readable(Trial t) {
    for (var schema : schemas(t)) {
      var id = schema.path("id").asString("");
      var answer = t.get(PATH + "/" + id);
      Expect.status(answer, 200);
      Expect.equal(id, answer.at("id"), "id");
    }
  }

  private static void eachAttribute(Trial t, Predicate<JsonNode> holds, String expected) {
    eachAttribute(schemas(t), holds, expected);
  }

  private static void eachAttribute(
      List<JsonNode> schemas, Predicate<JsonNode> holds, String expected) {
    for (var schema : schemas) {
      for (var attribute : schema.path("attributes")) {
        var where = schema.path("id").asString("") + ":" + attribute.path("name").asString("");
        Expect.that(holds.test(attribute), expected, where);
        for (var part : attribute.path("subAttributes")) {
          Expect.that(holds.test(part), expected, where + "." + part.path("name").asString(""));
        }
      }
    }
  }

  private static void words(Trial t) {
    WORDS.forEach((characteristic, words) ->
        eachAttribute(
            t,
            attribute ->
                attribute.path(characteristic).isMissingNode()
                    || words.contains(attribute.path(characteristic).asString("")),
            "%s of %s".formatted(characteristic, words)));
  }

  private static void userName(Trial t) {
    var userName =
        t.users()
            .find("userName")
            .orElseThrow(() -> new CheckEnd.Failure("an attribute userName", t.users().schema()));
    Expect.that(userName.required(), "required true", userName);
    Expect.that(userName.isUnique(), "uniqueness server or global", userName);
    Expect.that(!userName.caseExact(), "caseExact false", userName);
  }

  private static void password(Trial t) {
    var password =
        t.users()
            .find("password")
            .orElseThrow(() -> new CheckEnd.Skip("users have no attribute password"));
    Expect.equal("writeOnly", password.mutability(), "mutability");
    Expect.equal("never", password.returned(), "returned");
  }
}
