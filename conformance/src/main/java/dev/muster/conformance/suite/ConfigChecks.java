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
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The ServiceProviderConfig (RFC 7643 §5, RFC 7644 §4).
public final class ConfigChecks {
  private static final String TAG = "discovery:config";
  private static final String PATH = "/ServiceProviderConfig";
  private static final String CONFIG = "RFC 7643 §5";
  private static final String DISCOVERY = "RFC 7644 §4";
  private static final Set<String> SCHEMES =
      Set.of("oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest");

  private ConfigChecks() {}

  public static List<Check> all() {
    var all = new ArrayList<Check>();
    all.addAll(document());
    all.addAll(values());
    for (var feature : List.of("patch", "bulk", "filter", "changePassword", "sort", "etag")) {
      all.add(says(feature));
    }
    return all;
  }

  private static List<Check> document() {
    return List.of(
        must(
            TAG,
            "is-there",
            400,
            DISCOVERY,
            "An HTTP GET to this endpoint will return a JSON structure that describes the SCIM specification features available on a service provider.",
            t -> config(t)),
        must(
            TAG,
            "names-its-schema",
            180,
            DISCOVERY,
            "This endpoint SHALL return responses with a JSON object using a \"schemas\" attribute of \"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig\".",
            t ->
                Expect.that(
                    config(t).path("schemas").toString().contains(Urns.CONFIG),
                    "schemas with " + Urns.CONFIG,
                    config(t).path("schemas"))),
        should(
            TAG,
            "readable-without-token",
            182,
            CONFIG,
            "the service provider SHOULD, with the appropriate security considerations, make the authenticationSchemes attribute publicly accessible without prior authentication.",
            t -> Expect.status(t.send(ScimRequest.of("GET", PATH).with("Authorization", "")), 200)),
        must(
            TAG,
            "cannot-be-written",
            405,
            DISCOVERY,
            "/ServiceProviderConfig: GET (Table 2 of RFC 7644 §3.2: no other method)",
            t -> Expect.status(t.post(PATH, "{}"), 405, 501, 403, 404)));
  }

  private static List<Check> values() {
    return List.of(
        must(
            TAG,
            "bulk-limits-are-integers",
            180,
            CONFIG,
            "maxOperations An integer value specifying the maximum number of operations. REQUIRED. maxPayloadSize An integer value specifying the maximum payload size in bytes. REQUIRED.",
            ConfigChecks::bulkLimits),
        must(
            TAG,
            "filter-limit-is-an-integer",
            180,
            CONFIG,
            "maxResults An integer value specifying the maximum number of resources returned in a response. REQUIRED.",
            t -> integer(config(t), "filter", "maxResults")),
        must(
            TAG,
            "authentication-schemes-are-described",
            180,
            CONFIG,
            "authenticationSchemes A multi-valued complex type that specifies supported authentication scheme properties. … type, name, description: REQUIRED.",
            ConfigChecks::schemes),
        must(
            TAG,
            "authentication-types-are-known",
            181,
            CONFIG,
            "This specification defines the values \"oauth\", \"oauth2\", \"oauthbearertoken\", \"httpbasic\", and \"httpdigest\".",
            ConfigChecks::schemeTypes),
        must(
            TAG,
            "pagination-is-described",
            512,
            "RFC 9865 §4",
            "cursor A boolean value specifying support of cursor-based pagination. REQUIRED. index A boolean value specifying support of index-based pagination. REQUIRED.",
            ConfigChecks::pagination));
  }

  private static Check says(String feature) {
    return must(
        TAG,
        "says-whether-" + feature + "-is-supported",
        180,
        CONFIG,
        feature
            + " A complex type that specifies … configuration options. REQUIRED. … supported A Boolean value specifying whether or not the operation is supported. REQUIRED.",
        t -> {
          var supported = config(t).path(feature).path("supported");
          Expect.that(supported.isBoolean(), feature + ".supported as true or false", supported);
        });
  }

  private static JsonNode config(Trial t) {
    var answer = t.get(PATH);
    Expect.status(answer, 200);
    Expect.that(answer.json().isObject(), "a JSON object", answer.summary());
    return answer.json();
  }

  private static void integer(JsonNode config, String group, String name) {
    var value = config.path(group).path(name);
    Expect.that(value.isIntegralNumber(), "%s.%s as an integer".formatted(group, name), value);
  }

  private static void bulkLimits(Trial t) {
    var config = config(t);
    integer(config, "bulk", "maxOperations");
    integer(config, "bulk", "maxPayloadSize");
  }

  private static void schemes(Trial t) {
    var schemes = config(t).path("authenticationSchemes");
    Expect.that(!Json.list(schemes).isEmpty(), "at least one authentication scheme", schemes);
    for (var scheme : schemes) {
      for (var part : List.of("type", "name", "description")) {
        Expect.that(
            !scheme.path(part).asString("").isEmpty(), "authenticationSchemes." + part, scheme);
      }
    }
  }

  private static void schemeTypes(Trial t) {
    for (var type : Json.texts(config(t).path("authenticationSchemes"), "type")) {
      Expect.that(SCHEMES.contains(type), "a type of " + SCHEMES, type);
    }
  }

  private static void pagination(Trial t) {
    var pagination = config(t).path("pagination");
    if (pagination.isMissingNode()) {
      throw new CheckEnd.Skip("not advertised: pagination");
    }
    for (var part : List.of("cursor", "index")) {
      Expect.that(
          pagination.path(part).isBoolean(),
          "pagination." + part + " as true or false",
          pagination);
    }
  }
}
