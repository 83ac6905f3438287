package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.ScimRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// POST (RFC 7644 §3.3) of any resource type.
public final class CreateChecks {
  private static final String TAG = "crud:create";
  private static final String POST = "RFC 7644 §3.3";
  private static final String COMMON = "RFC 7643 §3.1";

  private CreateChecks() {}

  /// Checks of one resource type.
  public static List<Check> all() {
    var all = new ArrayList<Check>();
    all.addAll(answer());
    all.addAll(id());
    all.addAll(meta());
    all.addAll(body());
    return all;
  }

  private static List<Check> answer() {
    return List.of(
        must(
            TAG,
            "answers-201",
            222,
            POST,
            "When the service provider successfully creates the new resource, an HTTP response SHALL be returned with HTTP status code 201 (Created).",
            t -> created(t)),
        should(
            TAG,
            "answers-with-the-representation",
            223,
            POST,
            "The response body SHOULD contain the service provider's representation of the newly created resource.",
            CreateChecks::representation),
        must(
            TAG,
            "location-header-is-meta-location",
            224,
            POST,
            "The URI of the created resource SHALL include, in the HTTP \"Location\" header and the HTTP body, a JSON representation with the attribute \"meta.location\".",
            CreateChecks::location),
        must(
            TAG,
            "location-can-be-read",
            224,
            POST,
            "The URI of the created resource SHALL include, in the HTTP \"Location\" header …",
            CreateChecks::locationReads),
        must(
            TAG,
            "content-type-is-scim-json",
            371,
            "RFC 7644 §3.8",
            "Service providers … MUST support the \"Accept\" header \"application/scim+json\" … SCIM requests and responses use the media type application/scim+json",
            t ->
                Expect.that(
                    created(t).header("Content-Type").startsWith("application/scim+json"),
                    "Content-Type application/scim+json",
                    created(t).header("Content-Type"))));
  }

  private static List<Check> id() {
    return List.of(
        must(
            TAG,
            "gives-an-id",
            137,
            COMMON,
            "Each representation of the resource MUST include a non-empty \"id\" value.",
            t -> Expect.that(!created(t).at("id").isEmpty(), "a text as id", created(t).summary())),
        must(
            TAG,
            "ignores-an-id-of-the-client",
            138,
            COMMON,
            "The value of the \"id\" attribute is always issued by the service provider and MUST NOT be specified by the client.",
            CreateChecks::clientId),
        must(
            TAG,
            "ids-do-not-hold-bulkId",
            139,
            COMMON,
            "The string \"bulkId\" is a reserved keyword and MUST NOT be used within any unique identifier value.",
            t ->
                Expect.that(
                    !created(t).at("id").contains("bulkId"), "no bulkId", created(t).at("id"))),
        must(
            TAG,
            "keeps-external-id",
            140,
            COMMON,
            "externalId A String that is an identifier for the resource as defined by the provisioning client. … The value of the \"externalId\" attribute is always issued by the provisioning client",
            CreateChecks::externalId),
        must(
            TAG,
            "does-not-invent-an-external-id",
            140,
            COMMON,
            "The value of the \"externalId\" attribute is always issued by the provisioning client and MUST NOT be specified by the service provider.",
            CreateChecks::noExternalId));
  }

  private static List<Check> meta() {
    return List.of(
        must(
            TAG,
            "sets-resource-type",
            227,
            POST,
            "the \"meta.resourceType\" attribute of the newly created resource SHALL be set by the service provider [to the resource type of the endpoint]",
            t ->
                Expect.equal(
                    t.kind().name(), created(t).at("meta", "resourceType"), "meta.resourceType")),
        must(
            TAG,
            "created-is-a-date-time",
            141,
            COMMON,
            "created The \"DateTime\" that the resource was added to the service provider. This attribute MUST be a DateTime.",
            t -> Times.require(created(t).at("meta", "created"))),
        must(
            TAG,
            "last-modified-begins-as-created",
            141,
            COMMON,
            "If this resource has never been modified since its initial creation, the value MUST be the same as the value of \"created\".",
            CreateChecks::lastModified),
        must(
            TAG,
            "ignores-meta-of-the-client",
            141,
            COMMON,
            "All \"meta\" sub-attributes are assigned by the service provider … This attribute SHALL be ignored when provided by clients.",
            CreateChecks::clientMeta));
  }

  private static List<Check> body() {
    return List.of(
        must(
            TAG,
            "schemas-hold-the-base-schema",
            134,
            "RFC 7643 §3",
            "schemas … an array of Strings containing URIs that are used to indicate the namespaces of the SCIM schemas that define the attributes present in the current JSON structure.",
            t ->
                Expect.that(
                    created(t).json().path("schemas").toString().contains(t.kind().schema()),
                    "schemas with " + t.kind().schema(),
                    created(t).json().path("schemas"))),
        must(
            TAG,
            "attribute-names-have-no-case",
            103,
            "RFC 7643 §2.1",
            "Attribute names are case insensitive and are often \"camel-cased\" (e.g., \"camelCase\").",
            CreateChecks::upperCaseNames),
        must(
            TAG,
            "null-is-unassigned",
            126,
            "RFC 7643 §2.5",
            "Unassigned attributes, the null value, or an empty array (in the case of a multi-valued attribute) SHALL be considered to be equivalent in \"state\".",
            CreateChecks::nullIsUnassigned),
        must(
            TAG,
            "attributes-parameter-shapes-the-answer",
            270,
            "RFC 7644 §3.9",
            "Clients MAY request a partial resource representation on any operation that returns a resource within the response",
            CreateChecks::projected),
        should(
            TAG,
            "application-json-is-understood",
            371,
            "RFC 7644 §3.1",
            "Servers MUST accept … \"application/scim+json\" … clients and servers SHOULD [also] support \"application/json\"",
            t -> Expect.status(typed(t, "application/json"), 201)),
        must(
            TAG,
            "a-charset-is-understood",
            372,
            "RFC 7644 §3.1",
            "SCIM … data is encoded using UTF-8: Content-Type: application/scim+json; charset=utf-8 is what Entra ID sends",
            t -> Expect.status(typed(t, "application/scim+json; charset=utf-8"), 201)));
  }

  private static Answer created(Trial t) {
    var answer = t.post(t.kind().endpoint(), t.maker().typical(t.kind()));
    Expect.status(answer, 201);
    return answer;
  }

  private static void representation(Trial t) {
    var body = t.maker().typical(t.kind());
    var answer = t.post(t.kind().endpoint(), body);
    Expect.status(answer, 201);
    for (var naming : t.kind().findNaming().stream().toList()) {
      Expect.equal(body.path(naming.name()), answer.json().path(naming.name()), naming.name());
    }
  }

  private static void location(Trial t) {
    var answer = created(t);
    var location = answer.header("Location");
    Expect.that(!location.isEmpty(), "a header Location", answer.headers());
    Expect.equal(location, answer.at("meta", "location"), "meta.location");
    Expect.that(
        location.endsWith(t.kind().endpoint() + "/" + ScimRequest.encode(answer.at("id"))),
        "a Location that ends with endpoint and id",
        location);
  }

  private static void locationReads(Trial t) {
    var answer = created(t);
    var location = answer.header("Location");
    var marker = t.kind().endpoint() + "/";
    var start = location.lastIndexOf(marker);
    Expect.that(start >= 0, "a Location with " + marker, location);
    Expect.equal(answer.at("id"), t.get(location.substring(start)).at("id"), "id at the Location");
  }

  private static void clientId(Trial t) {
    var wanted = t.name("id");
    var answer = t.post(t.kind().endpoint(), t.maker().typical(t.kind()).put("id", wanted));
    Expect.status(answer, 201);
    Expect.that(!answer.at("id").equals(wanted), "an id of the provider's", wanted);
  }

  private static void externalId(Trial t) {
    var body = t.maker().typical(t.kind());
    var resource = t.create(t.kind(), body);
    Expect.equal(
        body.path("externalId").asString(""),
        t.read(resource).path("externalId").asString(""),
        "externalId");
  }

  private static void noExternalId(Trial t) {
    var body = t.maker().typical(t.kind());
    body.remove("externalId");
    var json = t.read(t.create(t.kind(), body));
    Expect.that(!Json.has(json, "externalId"), "no externalId", json);
  }

  private static void lastModified(Trial t) {
    var answer = created(t);
    Expect.equal(
        answer.at("meta", "created"), answer.at("meta", "lastModified"), "meta.lastModified");
  }

  private static void clientMeta(Trial t) {
    var body = t.maker().typical(t.kind());
    body.putObject("meta").put("resourceType", "Nonsense").put("created", "1999-01-01T00:00:00Z");
    var answer = t.post(t.kind().endpoint(), body);
    Expect.status(answer, 201);
    Expect.that(
        !answer.at("meta", "created").startsWith("1999"),
        "meta.created of the provider's",
        answer.at("meta", "created"));
    Expect.equal(t.kind().name(), answer.at("meta", "resourceType"), "meta.resourceType");
  }

  private static void upperCaseNames(Trial t) {
    var naming = naming(t);
    var body = t.maker().typical(t.kind());
    var value = body.remove(naming);
    body.set(naming.toUpperCase(Locale.ROOT), value);
    var json = t.read(t.create(t.kind(), body));
    Expect.equal(value, Json.find(json, naming).orElse(MissingNode.getInstance()), naming);
  }

  private static void nullIsUnassigned(Trial t) {
    var body = t.maker().typical(t.kind());
    body.putNull("externalId");
    var json = t.read(t.create(t.kind(), body));
    Expect.that(!Json.has(json, "externalId"), "no externalId", json);
  }

  private static void projected(Trial t) {
    var body = t.maker().typical(t.kind());
    var answer = t.post(t.kind().endpoint() + "?attributes=" + naming(t), body);
    Expect.status(answer, 201);
    JsonNode json = answer.json();
    Expect.that(!Json.has(json, "externalId"), "no externalId, which was not asked for", json);
    Expect.that(Json.has(json, naming(t)), naming(t) + ", which was asked for", json);
  }

  private static Answer typed(Trial t, String contentType) {
    var body = t.maker().typical(t.kind()).toString();
    return t.send(
        ScimRequest.of("POST", t.kind().endpoint(), body).with("Content-Type", contentType));
  }

  private static String naming(Trial t) {
    return t.kind()
        .findNaming()
        .orElseThrow(() -> new CheckEnd.Skip("no text attribute to tell resources by"))
        .name();
  }
}
