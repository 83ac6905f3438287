package dev.muster.conformance.suite;

import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.provider.Urns;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/// Making and reading of bulk requests (RFC 7644 §3.7).
final class Bulk {
  private Bulk() {}

  static String post(String path, String bulkId, Object data) {
    return operation(
        "POST", path, ", \"bulkId\": %s, \"data\": %s".formatted(Json.quoted(bulkId), data));
  }

  /// An operation of a bulk request.
  ///
  /// @param more members beside method and path, each with a comma in front
  static String operation(String method, String path, String more) {
    return "{\"method\": %s, \"path\": %s%s}"
        .formatted(Json.quoted(method), Json.quoted(path), more);
  }

  static String request(String more, String... operations) {
    return """
    {"schemas": ["%s"]%s, "Operations": [%s]}\
    """
        .formatted(Urns.BULK, more, String.join(", ", operations));
  }

  static Answer send(Trial t, String... operations) {
    return t.post("/Bulk", request("", operations));
  }

  /// The answer to a bulk request; the check fails if it is none.
  static JsonNode response(Answer answer) {
    Expect.status(answer, 200);
    Expect.that(
        answer.json().path("schemas").toString().contains(Urns.BULK_RESPONSE),
        "schemas with " + Urns.BULK_RESPONSE,
        answer.summary());
    return answer.json();
  }

  /// The outcome of an operation.
  static JsonNode at(Answer answer, int index) {
    return response(answer).path("Operations").path(index);
  }

  // Some providers give a number, which a check of its own says.
  static String status(JsonNode operation) {
    var status = operation.path("status");
    return status.isNumber()
        ? status.toString()
        : status.asString(status.path("code").asString(""));
  }

  static void requireStatus(Answer answer, int index, String... allowed) {
    var operation = at(answer, index);
    Expect.that(
        Arrays.asList(allowed).contains(status(operation)),
        "status %s of operation %d".formatted(String.join(" or ", allowed), index),
        operation);
  }

  /// The whole request or this operation of it is refused.
  static void requireRefused(Answer answer, int index) {
    if (answer.status() == 200) {
      Expect.that(
          status(at(answer, index)).startsWith("4"), "a status of the 400s", at(answer, index));
    } else {
      Expect.refusal(answer);
    }
  }

  /// The body of a user that no provider can make.
  static String invalid(Trial t) {
    return "{\"schemas\": [%s], \"displayName\": %s}"
        .formatted(Json.quoted(t.users().schema()), Json.quoted(t.name("nobody")));
  }
}
