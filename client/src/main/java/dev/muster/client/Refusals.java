package dev.muster.client;

import dev.muster.client.ScimClientException.Kind;
import dev.muster.client.exchange.Answer;
import dev.muster.client.exchange.Outgoing;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// What to make of answers that are not what was asked for.
final class Refusals {
  private Refusals() {}

  /// The failure that an answer which is no success means.
  ///
  /// @param repeatable whether sending the request twice does no harm
  static ScimClientException refusal(String request, Answer answer, boolean repeatable) {
    var kind =
        switch (answer.status()) {
          case 401, 403 -> Kind.UNAUTHORIZED;
          case 404 -> Kind.NOT_FOUND;
          case 409 -> Kind.CONFLICT;
          case 412 -> Kind.CHANGED;
          case 429 -> Kind.RATE_LIMITED;
          case 501 -> Kind.REJECTED;
          default -> byClass(answer.status(), repeatable);
        };
    return new ScimClientException(
        kind,
        answer.status(),
        scimType(answer),
        "%s: %d %s".formatted(request, answer.status(), said(answer)).strip(),
        answer.header("WWW-Authenticate").orElse(""),
        answer.header("Location").orElse(""));
  }

  private static Kind byClass(int status, boolean repeatable) {
    return switch (status / 100) {
      case 4 -> Kind.REJECTED;
      // A gateway that gave up says nothing about what the provider behind it did.
      case 5 -> repeatable || status == 503 ? Kind.SERVER_ERROR : Kind.UNKNOWN_OUTCOME;
      default -> Kind.NOT_SCIM;
    };
  }

  private static String scimType(Answer answer) {
    try {
      return ScimJson.parseObject(answer.body()).path("scimType").asString("");
    } catch (ScimException e) {
      return "";
    }
  }

  private static String said(Answer answer) {
    var said = detail(answer);
    return answer.status() / 100 == 3
        ? "redirects to %s %s".formatted(answer.header("Location").orElse("nowhere"), said).strip()
        : said;
  }

  /// A success that is none: something before the provider answered with a page of its own. What
  /// became of the request is not known.
  static ScimClientException webPage(Outgoing request, Answer answer, boolean repeatable) {
    return new ScimClientException(
        repeatable ? Kind.NOT_SCIM : Kind.UNKNOWN_OUTCOME,
        answer.status(),
        request.name() + ": the answer is a web page (HTML), not SCIM; is the tenant URL right?");
  }

  /// What the provider says: scimType and detail, or the beginning of what it sent instead.
  private static String detail(Answer answer) {
    try {
      var error = ScimJson.parseObject(answer.body());
      var type = error.path("scimType").asString("");
      var detail = error.path("detail").asString("");
      return shortened((type + " " + detail).strip());
    } catch (ScimException e) {
      return html(answer) ? "(a web page)" : shortened(answer.body());
    }
  }

  /// The JSON object that the answer has to be.
  static ObjectNode requireObject(Answer answer) {
    try {
      return ScimJson.parseObject(answer.body());
    } catch (ScimException e) {
      throw new ScimClientException(
          Kind.NOT_SCIM,
          answer.status(),
          "the answer is not JSON: \"%s\"; is the tenant URL right?"
              .formatted(shortened(answer.body())));
    }
  }

  /// Whether the answer is a web page.
  static boolean html(Answer answer) {
    return answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html")
        || answer.body().stripLeading().startsWith("<");
  }

  private static String shortened(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }
}
