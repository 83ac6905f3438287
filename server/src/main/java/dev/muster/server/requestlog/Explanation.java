package dev.muster.server.requestlog;

import dev.muster.server.tenant.RequestLogSettings;
import tools.jackson.databind.JsonNode;

/// Says in words what was decided about a request, and what to do where it failed.
public final class Explanation {
  private Explanation() {}

  /// What was decided.
  ///
  /// @param answer the response's body; a missing node where there was none
  public static String of(String method, int status, JsonNode answer) {
    return RequestLogSettings.Recorded.failed(status)
        ? answer.path("detail").asString("refused") + advice(status)
        : success(method, status, answer);
  }

  private static String success(String method, int status, JsonNode answer) {
    var what =
        "%s \"%s\""
            .formatted(
                answer.path("meta").path("resourceType").asString("resource"),
                answer.path("id").asString(""));
    var version = answer.path("meta").path("version").asString("");
    return switch (method) {
      case "POST" ->
          status == 201 ? "created %s at version %s".formatted(what, version) : found(answer);
      case "PUT", "PATCH" ->
          answer.isObject() ? "%s is now at version %s".formatted(what, version) : "applied";
      case "DELETE" -> "deleted";
      default -> status == 304 ? "not changed since the client read it" : found(answer);
    };
  }

  private static String found(JsonNode answer) {
    if (answer.path("totalResults").isNumber()) {
      return "%d found, %d shown"
          .formatted(answer.path("totalResults").asLong(), answer.path("Resources").size());
    }
    return answer.path("Operations").isArray()
        ? "%d operations answered, each with its own status"
            .formatted(answer.path("Operations").size())
        : "answered";
  }

  // What the person who reads this at night has to do next.
  private static String advice(int status) {
    return switch (status) {
      case 400 ->
          " — the client has to send something else; see the rules that fired, and the body";
      case 401 ->
          " — give the client a token of this tenant: muster tenant token create; expired tokens"
              + " are listed by muster tenant token list";
      case 403 -> " — the token lacks a scope, or a quota of the tenant is used up";
      case 404 ->
          " — it was never here or has been deleted; a client that kept its id has to look for it"
              + " again by userName or externalId";
      case 409 ->
          " — the client has to link to the resource that has this value; find it with a filter";
      case 412 -> " — somebody else changed it first; the client has to read it again";
      case 413 -> " — the client has to send less at once";
      case 429 -> " — the client comes back after the seconds in Retry-After";
      case 501 -> " — see what /ServiceProviderConfig offers instead";
      case 503 -> " — the client comes back by itself after the seconds in Retry-After";
      default -> "";
    };
  }
}
