package dev.muster.server.replay;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.requestlog.RequestEntry;
import dev.muster.server.tenant.Redaction;
import dev.muster.store.requestlog.LoggedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request as the log keeps it, and what of it is missing there.
record RecordedRequest(LoggedRequest logged) {

  /// The request as it came, as far as it was kept. Throws 409 when its body was not.
  Request request() {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/scim+json");
    entry()
        .path(RequestEntry.CONDITIONS)
        .properties()
        .forEach(field -> headers.put(field.getKey(), field.getValue().asString()));
    return Request.of(logged.method(), target(), headers, body());
  }

  /// Name of the token that it came with.
  Optional<String> token() {
    return Optional.ofNullable(entry().get("token")).map(JsonNode::asString);
  }

  /// The body of the answer, if it was kept whole.
  Optional<ObjectNode> response() {
    return entry().get("response") instanceof ObjectNode object
        ? Optional.of(object)
        : Optional.empty();
  }

  List<String> dialectRules() {
    return entry().path("dialectRules").valueStream().map(JsonNode::asString).toList();
  }

  /// Where values were taken out, as JSON Pointers into the body, or `target`.
  List<String> redacted() {
    var places = new ArrayList<String>();
    if (entry().path("target").asString("").contains(Redaction.HIDDEN)) {
      places.add("target");
    }
    collect("", entry().path("request"), places);
    return places;
  }

  private ObjectNode entry() {
    return logged.entry();
  }

  private static void collect(String path, JsonNode node, List<String> places) {
    if (node.isString() && node.stringValue().equals(Redaction.HIDDEN)) {
      places.add(path);
    }
    node.properties()
        .forEach(member -> collect(path + "/" + member.getKey(), member.getValue(), places));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(path + "/" + i, node.get(i), places);
    }
  }

  private byte[] body() {
    var body = entry().path("request");
    if (body.isObject()) {
      return ScimJson.writeBytes(body);
    }
    if (!body.isMissingNode()) {
      throw notKept("was too long to be kept, or was no JSON object");
    }
    return switch (logged.method()) {
      case "POST", "PUT", "PATCH" ->
          throw notKept("was not kept: the setting requestLog.bodies was off, or there was none");
      default -> new byte[0];
    };
  }

  private static HttpException notKept(String why) {
    return HttpException.conflict("request", "it cannot be replayed, since its body " + why);
  }

  /// The log has the query as people read it; where that is ambiguous, as it came too.
  private String target() {
    var target = entry().path("target").asString("");
    int mark = target.indexOf('?');
    if (mark < 0) {
      return target;
    }
    var query =
        Optional.ofNullable(entry().get(RequestEntry.RAW_QUERY))
            .map(JsonNode::asString)
            .orElseGet(() -> encoded(target.substring(mark + 1)));
    return target.substring(0, mark + 1) + query;
  }

  private static String encoded(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(pair -> {
          int equals = pair.indexOf('=');
          return equals < 0
              ? encode(pair)
              : encode(pair.substring(0, equals)) + "=" + encode(pair.substring(equals + 1));
        })
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
