package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.Urns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The resource types (RFC 7643 §6, RFC 7644 §4).
public final class ResourceTypeChecks {
  private static final String TAG = "discovery:resource-types";
  private static final String PATH = "/ResourceTypes";
  private static final String TYPES = "RFC 7643 §6";
  private static final String DISCOVERY = "RFC 7644 §4";

  private ResourceTypeChecks() {}

  public static List<Check> all() {
    var all = new ArrayList<Check>();
    all.addAll(list());
    all.addAll(parts());
    return all;
  }

  private static List<Check> list() {
    return List.of(
        must(
            TAG,
            "are-a-list-response",
            402,
            DISCOVERY,
            "When returning multiple ResourceTypes or Schemas, the message form described by the \"urn:ietf:params:scim:api:messages:2.0:ListResponse\" (ListResponse) form SHALL be used",
            t -> Lists.requireListResponse(t.get(PATH))),
        must(
            TAG,
            "each-is-readable-by-its-name",
            401,
            DISCOVERY,
            "In cases where a request is for a specific \"ResourceType\" or \"Schema\", the single JSON object is returned in the same way that a single User or Group is retrieved",
            ResourceTypeChecks::readable),
        must(
            TAG,
            "an-unknown-one-is-404",
            401,
            DISCOVERY,
            "the single JSON object is returned in the same way that a single User or Group is retrieved, as per Section 3.4.1.",
            t -> Expect.status(t.get(PATH + "/" + t.name("type")), 404)),
        must(
            TAG,
            "ignore-paging-and-sorting",
            403,
            DISCOVERY,
            "Query parameters described in Section 3.4.2, such as filtering, sorting, and pagination, SHALL be ignored.",
            t ->
                Expect.equal(
                    types(t).size(),
                    Json.resources(t.get(PATH + "?startIndex=1&count=1&sortBy=name").json()).size(),
                    "number of resource types")),
        should(
            TAG,
            "a-filter-is-403",
            404,
            DISCOVERY,
            "If a \"filter\" is provided, the service provider SHOULD respond with HTTP status code 403 (Forbidden)",
            t ->
                Expect.status(
                    t.get(PATH + "?filter=" + ScimRequest.encode("name eq \"User\"")), 403)),
        must(
            TAG,
            "cannot-be-written",
            405,
            DISCOVERY,
            "/ResourceTypes: GET (Table 2 of RFC 7644 §3.2: no other method)",
            t -> Expect.status(t.post(PATH, "{}"), 405, 501, 403, 404)));
  }

  private static List<Check> parts() {
    return List.of(
        must(
            TAG,
            "name-their-schema",
            183,
            TYPES,
            "The \"schemas\" … \"urn:ietf:params:scim:schemas:core:2.0:ResourceType\"",
            t ->
                each(
                    t,
                    type -> type.path("schemas").toString().contains(Urns.RESOURCE_TYPE),
                    "schemas with " + Urns.RESOURCE_TYPE)),
        must(
            TAG,
            "have-a-name",
            183,
            TYPES,
            "name The resource type name. … REQUIRED.",
            t -> each(t, type -> !type.path("name").asString("").isEmpty(), "a name")),
        must(
            TAG,
            "have-an-endpoint",
            183,
            TYPES,
            "endpoint The resource type's HTTP-addressable endpoint relative to the Base URL of the service provider, e.g., \"/Users\". REQUIRED.",
            t ->
                each(
                    t,
                    type -> type.path("endpoint").asString("").startsWith("/"),
                    "a relative endpoint")),
        must(
            TAG,
            "endpoints-answer",
            215,
            "RFC 7644 §3.2",
            "To discover the supported resources and their endpoints, clients … use the resource types' \"endpoint\"",
            ResourceTypeChecks::endpointsAnswer),
        must(
            TAG,
            "their-schema-is-at-schemas",
            184,
            TYPES,
            "This MUST be equal to the \"id\" attribute of the associated \"Schema\" resource.",
            ResourceTypeChecks::schemaThere),
        must(
            TAG,
            "their-extensions-are-at-schemas",
            184,
            TYPES,
            "schema The URI of an extended schema … This MUST be equal to the \"id\" attribute of a \"Schema\" resource.",
            ResourceTypeChecks::extensionsThere),
        must(
            TAG,
            "extensions-say-whether-required",
            183,
            TYPES,
            "required A Boolean value that specifies whether or not the schema extension is required for the resource type. … REQUIRED.",
            t ->
                each(
                    t,
                    type ->
                        Json.list(type.path("schemaExtensions")).stream()
                            .allMatch(extension -> extension.path("required").isBoolean()),
                    "schemaExtensions.required as true or false")));
  }

  private static List<JsonNode> types(Trial t) {
    var answer = t.get(PATH);
    Expect.status(answer, 200);
    var types = Json.resources(answer.json());
    Expect.that(!types.isEmpty(), "at least one resource type", answer.summary());
    return types;
  }

  private static void each(Trial t, Predicate<JsonNode> holds, String expected) {
    for (var type : types(t)) {
      Expect.that(holds.test(type), expected, type);
    }
  }

  private static void readable(Trial t) {
    for (var type : types(t)) {
      var name = type.path("id").asString(type.path("name").asString(""));
      var answer = t.get(PATH + "/" + ScimRequest.encode(name));
      Expect.status(answer, 200);
      Expect.equal(type.path("name").asString(""), answer.at("name"), "name");
    }
  }

  private static void endpointsAnswer(Trial t) {
    for (var kind : t.provider().kinds()) {
      Lists.requireListResponse(t.get(kind.endpoint() + "?count=1"));
    }
  }

  private static void schemaThere(Trial t) {
    var ids = Json.texts(t.get("/Schemas").json().path("Resources"), "id");
    each(t, type -> ids.contains(type.path("schema").asString("")), "a schema of " + ids);
  }

  private static void extensionsThere(Trial t) {
    var ids = Json.texts(t.get("/Schemas").json().path("Resources"), "id");
    each(
        t,
        type -> ids.containsAll(Json.texts(type.path("schemaExtensions"), "schema")),
        "extensions of " + ids);
  }
}
