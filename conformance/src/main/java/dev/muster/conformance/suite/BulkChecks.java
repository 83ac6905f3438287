package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.Urns;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Bulk requests (RFC 7644 §3.7), where they are advertised.
public final class BulkChecks {
  private static final String TAG = "bulk";
  private static final String SECTION = "RFC 7644 §3.7";
  private static final String RESPONSE = "RFC 7644 §3.7.3";

  private BulkChecks() {}

  public static List<Check> all() {
    return Stream.of(operations(), answers(), refused())
        .flatMap(List::stream)
        .map(check -> check.needing(Feature.BULK))
        .toList();
  }

  private static List<Check> operations() {
    return List.of(
        must(
            TAG,
            "post-makes-a-resource",
            351,
            SECTION,
            "The SCIM bulk operation is an optional server feature that enables clients to send a potentially large collection of resource operations in a single request.",
            t -> {
              var user = userBody(t);
              Bulk.requireStatus(
                  Bulk.send(t, Bulk.post(t.users().endpoint(), "a", user)), 0, "201");
              Lists.requireFindsOne(t, "userName", user.path("userName").asString(""));
            }),
        must(
            TAG,
            "patch-changes-a-resource",
            351,
            SECTION,
            "method The HTTP method of the current operation. Possible values are \"POST\", \"PUT\", \"PATCH\", or \"DELETE\". REQUIRED.",
            BulkChecks::patch),
        must(
            TAG,
            "put-replaces-a-resource",
            351,
            SECTION,
            "method The HTTP method of the current operation. Possible values are \"POST\", \"PUT\", \"PATCH\", or \"DELETE\". REQUIRED.",
            BulkChecks::put),
        must(
            TAG,
            "delete-removes-a-resource",
            351,
            SECTION,
            "method The HTTP method of the current operation. Possible values are \"POST\", \"PUT\", \"PATCH\", or \"DELETE\". REQUIRED.",
            t -> {
              var user = t.create(t.users());
              Bulk.requireStatus(
                  Bulk.send(t, Bulk.operation("DELETE", user.path(), "")), 0, "204", "200");
              Expect.status(t.get(user.path()), 404);
            }),
        must(
            TAG,
            "goes-on-after-a-failure",
            353,
            "RFC 7644 §3.7.3",
            "The service provider MUST continue performing as many changes as possible and disregard partial failures.",
            t -> {
              var answer =
                  Bulk.send(
                      t,
                      Bulk.post(t.users().endpoint(), "a", Bulk.invalid(t)),
                      Bulk.post(t.users().endpoint(), "b", userBody(t)));
              Bulk.requireStatus(answer, 0, "400");
              Bulk.requireStatus(answer, 1, "201");
            }),
        must(
            TAG,
            "stops-at-failOnErrors",
            354,
            "RFC 7644 §3.7.3",
            "failOnErrors An integer specifying the number of errors that the service provider will accept before the operation is terminated and an error response is returned.",
            BulkChecks::stops));
  }

  private static List<Check> answers() {
    return List.of(
        must(
            TAG,
            "answers-200-with-a-bulk-response",
            352,
            RESPONSE,
            "The service provider response MUST include the result of all processed operations. … urn:ietf:params:scim:api:messages:2.0:BulkResponse",
            t -> Bulk.response(Bulk.send(t, Bulk.post(t.users().endpoint(), "a", userBody(t))))),
        must(
            TAG,
            "bulk-ids-come-back",
            355,
            RESPONSE,
            "The service provider MUST return the same \"bulkId\" together with the newly created resource.",
            t -> {
              var answer = Bulk.send(t, Bulk.post(t.users().endpoint(), "my-id", userBody(t)));
              Expect.equal("my-id", Bulk.at(answer, 0).path("bulkId").asString(""), "bulkId");
            }),
        must(
            TAG,
            "a-created-resource-has-its-location",
            352,
            RESPONSE,
            "location The resource endpoint URL. REQUIRED in a response, except in the event of a POST failure.",
            t -> {
              var answer = Bulk.send(t, Bulk.post(t.users().endpoint(), "a", userBody(t)));
              Expect.that(
                  Bulk.at(answer, 0)
                      .path("location")
                      .asString("")
                      .contains(t.users().endpoint() + "/"),
                  "a location",
                  answer.summary());
            }),
        must(
            TAG,
            "status-is-text",
            352,
            RESPONSE,
            "status The HTTP response status code for the requested operation [a string, with erratum 7916]",
            t -> {
              var status =
                  Bulk.at(Bulk.send(t, Bulk.post(t.users().endpoint(), "a", userBody(t))), 0)
                      .path("status");
              Expect.that(status.isString(), "a status as text", status);
            }),
        must(
            TAG,
            "a-failure-has-an-error-body",
            352,
            RESPONSE,
            "response The HTTP response body for the specified request operation. When indicating a response with an HTTP status other than a 200-series response, the response body MUST be included.",
            t -> {
              var operation =
                  Bulk.at(Bulk.send(t, Bulk.post(t.users().endpoint(), "a", Bulk.invalid(t))), 0);
              Expect.that(
                  operation.path("response").path("schemas").toString().contains(Urns.ERROR),
                  "a response with schema " + Urns.ERROR,
                  operation);
            }));
  }

  private static List<Check> refused() {
    return List.of(
        must(
            TAG,
            "too-many-operations-are-413",
            361,
            "RFC 7644 §3.7.4",
            "The service provider MUST define the maximum number of operations and maximum payload size … If either limit is exceeded, the service provider MUST return HTTP response code 413 (Payload Too Large).",
            BulkChecks::tooMany),
        must(
            TAG,
            "a-post-needs-a-bulk-id",
            351,
            SECTION,
            "bulkId … REQUIRED when \"method\" is \"POST\".",
            t -> {
              var answer =
                  Bulk.send(
                      t,
                      Bulk.operation("POST", t.users().endpoint(), ", \"data\": " + userBody(t)));
              Bulk.requireRefused(answer, 0);
            }),
        must(
            TAG,
            "an-unknown-method-is-refused",
            351,
            SECTION,
            "Possible values are \"POST\", \"PUT\", \"PATCH\", or \"DELETE\".",
            t ->
                Bulk.requireRefused(
                    Bulk.send(t, Bulk.operation("GET", t.users().endpoint(), "")), 0)),
        must(
            TAG,
            "an-unknown-endpoint-is-refused",
            363,
            SECTION,
            "path The resource's relative path to the SCIM service provider's root.",
            t ->
                Bulk.requireRefused(Bulk.send(t, Bulk.post("/NoSuchThings", "a", userBody(t))), 0)),
        must(
            TAG,
            "without-operations-is-400",
            351,
            SECTION,
            "Operations Defines operations within a bulk job. Each operation corresponds to a single HTTP request against a resource endpoint. REQUIRED.",
            t ->
                Expect.error(
                    t.post("/Bulk", "{\"schemas\": [%s]}".formatted(Json.quoted(Urns.BULK))), 400)),
        must(
            TAG,
            "get-is-405",
            405,
            "RFC 7644 §3.2",
            "/Bulk: POST (Table 2: no other method)",
            t -> Expect.status(t.get("/Bulk"), 405, 404, 501)));
  }

  private static ObjectNode userBody(Trial t) {
    return t.maker().typical(t.users());
  }

  private static void patch(Trial t) {
    var user = Person.with(t, "title");
    var data = Trial.patchOp(Json.operation("replace", "title", "\"Boss\""));
    Answer answer = Bulk.send(t, Bulk.operation("PATCH", user.path(), ", \"data\": " + data));
    Bulk.requireStatus(answer, 0, "200", "204");
    Expect.equal("Boss", t.read(user).path("title").asString(""), "title");
  }

  private static void put(Trial t) {
    var user = Person.with(t, "title");
    var body = userBody(t).put("title", "Boss").put("userName", user.text("userName"));
    var answer = Bulk.send(t, Bulk.operation("PUT", user.path(), ", \"data\": " + body));
    Bulk.requireStatus(answer, 0, "200", "204");
    Expect.equal("Boss", t.read(user).path("title").asString(""), "title");
  }

  private static void stops(Trial t) {
    var answer =
        t.post(
            "/Bulk",
            Bulk.request(
                ", \"failOnErrors\": 1",
                Bulk.post(t.users().endpoint(), "a", Bulk.invalid(t)),
                Bulk.post(t.users().endpoint(), "b", userBody(t))));
    Expect.equal(
        1, Bulk.response(answer).path("Operations").size(), "number of operations in the answer");
  }

  private static void tooMany(Trial t) {
    var most = t.provider().findLimit("bulk", "maxOperations").orElse(0);
    if (most < 1 || most > 20_000) {
      throw new CheckEnd.Skip("bulk.maxOperations is " + most);
    }
    var delete = Bulk.operation("DELETE", t.users().endpoint() + "/" + t.name("nobody"), "");
    var answer =
        t.post(
            "/Bulk",
            Bulk.request("", Collections.nCopies(most + 1, delete).toArray(String[]::new)));
    Expect.error(answer, 413);
  }
}
