package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.ScimRequest;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// GET of one resource (RFC 7644 §3.4.1), and what of it is shown (§3.9), of any resource type.
public final class ReadChecks {
  private static final String TAG = "crud:read";
  private static final String GET = "RFC 7644 §3.4.1";
  private static final String PARTS = "RFC 7644 §3.9";
  private static final String PROJECTION = "projection";

  private ReadChecks() {}

  /// Checks of reading, of one resource type.
  public static List<Check> reading() {
    return List.of(
        must(
            TAG,
            "answers-200",
            230,
            GET,
            "If the resource exists, the server responds with HTTP status code 200 (OK) and includes the result in the body of the response.",
            t -> t.read(t.create())),
        must(
            TAG,
            "an-unknown-id-is-404",
            230,
            "RFC 7644 §3.12",
            "404 (Not Found) Specified resource (e.g., User) or endpoint does not exist.",
            t -> Expect.error(t.get(t.kind().endpoint() + "/" + t.name("nobody")), 404)),
        must(
            TAG,
            "shows-what-was-written",
            230,
            GET,
            "the server … includes the result in the body of the response.",
            ReadChecks::whatWasWritten),
        must(
            TAG,
            "the-id-is-stable",
            137,
            "RFC 7643 §3.1",
            "It MUST be a stable, non-reassignable identifier that does not change when the same resource is returned in subsequent requests.",
            ReadChecks::stableId),
        must(
            TAG,
            "location-is-the-same",
            141,
            "RFC 7643 §3.1",
            "location The URI of the resource being returned. This value MUST be the same as the \"Content-Location\" HTTP response header",
            ReadChecks::sameLocation),
        must(
            TAG,
            "ids-are-case-exact",
            137,
            "RFC 7643 §3.1",
            "id … This attribute has … \"caseExact\" as \"true\"",
            ReadChecks::caseExactId),
        should(
            TAG,
            "an-unknown-parameter-is-ignored",
            231,
            "RFC 7644 §3.4.2",
            "Entra ID keeps ?aadOptscim062020 on every request; RFC 7644 §3.4.2 … SHOULD ignore any query parameters they do not recognize",
            t -> Expect.status(t.get(t.create().path() + "?aadOptscim062020"), 200)),
        should(
            TAG,
            "accept-application-json",
            371,
            "RFC 7644 §3.8",
            "Service providers … SHOULD support the header \"Accept: application/json\"",
            t ->
                Expect.status(
                    t.send(
                        ScimRequest.of("GET", t.create().path())
                            .with("Accept", "application/json")),
                    200)),
        should(
            TAG,
            "accept-html-alone-is-406",
            371,
            "RFC 9110 §15.5.7",
            "406 (Not Acceptable): the target resource does not have a current representation that would be acceptable to the user agent",
            t ->
                Expect.status(
                    t.send(ScimRequest.of("GET", t.create().path()).with("Accept", "text/html")),
                    406)));
  }

  /// Checks of `attributes` and `excludedAttributes`, of one resource type.
  public static List<Check> projection() {
    return List.of(
        must(
            PROJECTION,
            "attributes-gives-those-only",
            271,
            PARTS,
            "attributes A multi-valued list of strings indicating the names of resource attributes to return in the response, overriding the set of attributes that would be returned by default.",
            t -> {
              var json = shown(t, "?attributes=" + naming(t));
              requireShown(json, naming(t));
              requireHidden(json, "externalId");
            }),
        must(
            PROJECTION,
            "id-is-always-there",
            271,
            PARTS,
            "the minimum set of resource attributes plus any attributes requested using this parameter",
            t -> requireShown(shown(t, "?attributes=" + naming(t)), "id")),
        must(
            PROJECTION,
            "schemas-are-always-there",
            903,
            "RFC 7643 §3",
            "The \"schemas\" attribute is a REQUIRED attribute and MUST be present in all representations",
            t -> requireShown(shown(t, "?attributes=" + naming(t)), "schemas")),
        must(
            PROJECTION,
            "excluded-attributes-are-left-out",
            270,
            PARTS,
            "excludedAttributes A multi-valued list of strings indicating the names of resource attributes to be removed from the default set of attributes to return.",
            t -> {
              var json = shown(t, "?excludedAttributes=externalId");
              requireHidden(json, "externalId");
              requireShown(json, naming(t));
            }),
        must(
            PROJECTION,
            "id-cannot-be-excluded",
            272,
            PARTS,
            "This parameter SHALL have no effect on attributes whose schema \"returned\" setting is \"always\"",
            t -> requireShown(shown(t, "?excludedAttributes=id"), "id")),
        must(
            PROJECTION,
            "names-have-no-case",
            103,
            "RFC 7643 §2.1",
            "Attribute names are case insensitive",
            t ->
                requireShown(
                    shown(t, "?attributes=" + naming(t).toUpperCase(Locale.ROOT)), naming(t))),
        must(
            PROJECTION,
            "names-may-have-their-urn",
            273,
            PARTS,
            "Attribute names MUST be in standard attribute notation (Section 3.10) form.",
            t -> {
              var json =
                  shown(
                      t, "?attributes=" + ScimRequest.encode(t.kind().schema() + ":" + naming(t)));
              requireShown(json, naming(t));
              requireHidden(json, "externalId");
            }),
        must(
            PROJECTION,
            "sub-attributes-can-be-asked-for",
            273,
            PARTS,
            "Attribute names MUST be in standard attribute notation (Section 3.10) form. [attribute \".\" sub-attribute]",
            t -> {
              var json = shown(t, "?attributes=meta.resourceType");
              Expect.that(
                  json.path("meta").has("resourceType") && !json.path("meta").has("created"),
                  "meta.resourceType alone",
                  json);
            }),
        must(
            PROJECTION,
            "works-in-lists",
            270,
            PARTS,
            "Clients MAY request a partial resource representation on any operation that returns a resource within the response",
            ReadChecks::listProjection));
  }

  private static JsonNode shown(Trial t, String query) {
    var answer = t.get(t.create().path() + query);
    Expect.status(answer, 200);
    return answer.json();
  }

  private static void requireShown(JsonNode json, String attribute) {
    Expect.that(Json.has(json, attribute), attribute + " to be shown", json);
  }

  private static void requireHidden(JsonNode json, String attribute) {
    Expect.that(!Json.has(json, attribute), attribute + " to be left out", json);
  }

  static String naming(Trial t) {
    return t.kind()
        .findNaming()
        .orElseThrow(() -> new CheckEnd.Skip("no text attribute to tell resources by"))
        .name();
  }

  private static void whatWasWritten(Trial t) {
    var body = t.maker().typical(t.kind());
    var json = t.read(t.create(t.kind(), body));
    Expect.equal(body.path(naming(t)), json.path(naming(t)), naming(t));
    if (t.kind().isUser() && body.has("name")) {
      Expect.equal("Ångström", json.path("name").path("familyName").asString(""), "familyName");
    }
  }

  private static void stableId(Trial t) {
    var resource = t.create();
    Expect.equal(resource.id(), t.read(resource).path("id").asString(""), "id");
    Expect.equal(resource.id(), t.read(resource).path("id").asString(""), "id, read again");
  }

  private static void sameLocation(Trial t) {
    var resource = t.create();
    var answer = t.get(resource.path());
    Expect.equal(
        resource.json().path("meta").path("location").asString(""),
        answer.at("meta", "location"),
        "meta.location");
    answer
        .findHeader("Content-Location")
        .ifPresent(header -> Expect.equal(header, answer.at("meta", "location"), "meta.location"));
  }

  private static void caseExactId(Trial t) {
    var resource = t.create();
    var other = resource.id().toUpperCase(Locale.ROOT);
    if (other.equals(resource.id())) {
      throw new CheckEnd.Skip("ids have no letters");
    }
    Expect.status(t.get(t.kind().endpoint() + "/" + ScimRequest.encode(other)), 404);
  }

  private static void listProjection(Trial t) {
    t.create();
    var answer = t.get(t.kind().endpoint() + "?count=1&attributes=" + naming(t));
    Lists.requireListResponse(answer);
    for (var resource : Json.resources(answer.json())) {
      requireShown(resource, "id");
      requireHidden(resource, "externalId");
    }
  }
}
