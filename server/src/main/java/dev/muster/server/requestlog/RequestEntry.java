package dev.muster.server.requestlog;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.access.ExternalTokens;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response.Content;
import dev.muster.server.tenant.Redaction;
import dev.muster.store.requestlog.LoggedRequest;
import dev.muster.store.tenant.AccessToken;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes down what became of a request, without what must not be kept.
public final class RequestEntry {
  /// Member with the header fields that decide about an answer beside the body.
  public static final String CONDITIONS = "conditions";

  /// Member with the query as it came, where the one that people read is ambiguous.
  public static final String RAW_QUERY = "rawQuery";

  private static final List<String> CONDITIONAL = List.of("If-Match", "If-None-Match");

  /// The longest body that is kept, in characters; of a longer one the beginning is.
  private static final int LONGEST_BODY = 32 * 1024;

  private static final int SEGMENTS_BEFORE_RESOURCE = 4;
  private static final double MICROS_PER_MILLI = 1_000.0;

  private final AnsweredRequest answered;
  private final Request request;
  private final Redaction redaction;

  private RequestEntry(AnsweredRequest answered) {
    this.answered = answered;
    this.request = answered.trace().request();
    this.redaction = answered.tenant().redaction();
  }

  static LoggedRequest of(AnsweredRequest answered) {
    return new RequestEntry(answered).toLogged();
  }

  private LoggedRequest toLogged() {
    var answer = answer();
    int status = answered.response().status();
    return new LoggedRequest(
        answered.trace().id(),
        answered.trace().at(),
        status,
        request.method(),
        resourceId(answer),
        answered.token().map(AccessToken::id).filter(id -> id != ExternalTokens.NOT_KEPT),
        entry(status, answer));
  }

  private ObjectNode entry(int status, JsonNode answer) {
    var entry = ScimJson.object();
    answered.token().ifPresent(token -> entry.put("token", token.name()));
    request.findHeader("User-Agent").ifPresent(agent -> entry.put("client", agent));
    entry.put("target", target());
    putRawQuery(entry);
    putConditions(entry);
    entry.put("why", redaction.ofFilter(Explanation.of(request.method(), status, answer)));
    var scimType = answer.path("scimType");
    if (scimType.isString()) {
      entry.set("scimType", scimType);
    }
    var rules = entry.putArray("dialectRules");
    answered.trace().rules().forEach(rules::add);
    entry.put("durationMillis", answered.durationMicros() / MICROS_PER_MILLI);
    if (answered.tenant().settings().requestLog().bodies()) {
      answered
          .trace()
          .bodyRead()
          .filter(body -> body.length > 0)
          .ifPresent(body -> put(entry, "request", parse(body), body.length));
      if (!answer.isMissingNode()) {
        put(entry, "response", answer, 0);
      }
    }
    return entry;
  }

  // Decoded, an ampersand in a value is like one between parameters.
  private void putRawQuery(ObjectNode entry) {
    var raw = request.query().raw();
    if (raw.contains("%26") && !entry.path("target").asString().contains(Redaction.HIDDEN)) {
      entry.put(RAW_QUERY, raw);
    }
  }

  private void putConditions(ObjectNode entry) {
    for (var name : CONDITIONAL) {
      request
          .findHeader(name)
          .ifPresent(value -> entry.withObjectProperty(CONDITIONS).put(name, value));
    }
  }

  private void put(ObjectNode entry, String name, JsonNode body, int bytes) {
    if (body.isMissingNode()) {
      entry.put(name, "[%,d bytes that are no JSON object]".formatted(bytes));
      return;
    }
    var shown = redaction.of(body);
    var text = ScimJson.write(shown);
    if (text.length() <= LONGEST_BODY) {
      entry.set(name, shown);
    } else {
      entry.put(name, text.substring(0, LONGEST_BODY) + "…");
      entry.put(name + "Length", text.length());
    }
  }

  private String target() {
    var query = request.query().raw();
    return query.isEmpty() ? request.path() : request.path() + "?" + shownQuery();
  }

  /// Decoded, as people read it.
  private String shownQuery() {
    try {
      return redaction.ofFilter(request.query().decoded());
    } catch (RuntimeException e) {
      return "[not percent-encoded]";
    }
  }

  private JsonNode answer() {
    return answered.response().content() instanceof Content.Bytes(var bytes) && bytes.length > 0
        ? parse(bytes)
        : MissingNode.getInstance();
  }

  private static JsonNode parse(byte[] body) {
    try {
      return ScimJson.parseObject(body);
    } catch (ScimException e) {
      return MissingNode.getInstance();
    }
  }

  private String resourceId(JsonNode answer) {
    var segments = request.segments();
    int first = segments.indexOf("v2") + 1;
    return Optional.of(answer.path("id"))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElseGet(() ->
            first > 0 && segments.size() > first + 1 && first <= SEGMENTS_BEFORE_RESOURCE
                ? segments.get(first + 1)
                : "");
  }
}
