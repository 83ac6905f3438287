package dev.muster.conformance.report;

import dev.muster.conformance.check.CheckResult;
import dev.muster.conformance.check.Claim;
import dev.muster.conformance.check.Outcome;
import dev.muster.conformance.http.Exchange;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Results for programs. What [Matrix] reads.
public final class JsonReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonReport() {}

  public static String render(Report report) {
    var json = JSON.createObjectNode();
    json.put("url", report.url()).put("started", report.started().toString());
    json.put("tookMillis", report.took().toMillis());
    report.profiles().forEach(json.putArray("profiles")::add);
    var counts = json.putObject("counts");
    for (var word : List.of("passed", "failed", "warning", "skipped")) {
      counts.put(word, report.count(word));
    }
    claims(json.putArray("advertisedNotTrue"), report.untrue());
    claims(json.putArray("trueNotAdvertised"), report.unadvertised());
    report.leftBehind().forEach(json.putArray("leftBehind")::add);
    var results = json.putArray("results");
    report.results().forEach(result -> result(results.addObject(), result));
    return JSON.writeValueAsString(json);
  }

  private static void claims(ArrayNode array, List<Claim> claims) {
    for (var claim : claims) {
      array.addObject().put("subject", claim.subject()).put("evidence", claim.evidence());
    }
  }

  private static void result(ObjectNode json, CheckResult result) {
    json.put("id", result.id())
        .put("tag", result.tag())
        .put("level", result.level().name())
        .put("rule", result.rule().citation())
        .put("sentence", result.rule().sentence())
        .put("outcome", result.outcome().word())
        .put("tookMillis", result.took().toMillis());
    switch (result.outcome()) {
      case Outcome.Failed(var expected, var found) ->
          json.put("expected", expected).put("found", found);
      case Outcome.Warned(var expected, var found) ->
          json.put("expected", expected).put("found", found);
      case Outcome.Skipped(var reason) -> json.put("reason", reason);
      case Outcome.Passed() -> {}
    }
    if (!result.exchanges().isEmpty()) {
      var exchanges = json.putArray("exchanges");
      result.exchanges().forEach(exchange -> exchange(exchanges.addObject(), exchange));
    }
  }

  private static void exchange(ObjectNode json, Exchange exchange) {
    json.put("method", exchange.method()).put("url", exchange.url());
    exchange.requestHeaders().forEach(json.putObject("requestHeaders")::put);
    json.put("requestBody", exchange.requestBody()).put("status", exchange.status());
    exchange.headers().forEach(json.putObject("headers")::put);
    json.put("body", exchange.body()).put("tookMillis", exchange.took().toMillis());
  }
}
