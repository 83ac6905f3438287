package dev.muster.server.provisioninglog;

import dev.muster.client.ExchangeListener.Exchange;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.PatchPath;
import dev.muster.server.tenant.Redaction;
import dev.muster.store.provisioninglog.TargetRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Makes of exchanges what is kept of them: without secrets, and of long bodies the beginning.
final class TargetRequestEntries {
  private static final int LONGEST_BODY = 8 * 1024;
  private static final int LONGEST_TEXT = 500;
  private static final double NANOS_PER_MILLI = 1_000_000.0;

  private final Redaction redaction;
  private final boolean bodies;

  TargetRequestEntries(Redaction redaction, boolean bodies) {
    this.redaction = redaction;
    this.bodies = bodies;
  }

  /// Attributes whose values the job's mappings put into `Redact`. The whole attribute is hidden,
  /// not one of its sub-attributes alone: an operation's value has no names.
  static Set<String> hiddenBy(JobSettings settings) {
    return settings.objectMappings().stream()
        .flatMap(mapping -> mapping.attributes().stream())
        .filter(attribute -> attribute.expression().contains("Redact("))
        .map(AttributeMapping::target)
        .flatMap(TargetRequestEntries::name)
        .collect(Collectors.toSet());
  }

  private static Stream<String> name(String path) {
    try {
      return Stream.of(PatchPath.parse(path).path().attribute());
    } catch (ScimException e) {
      return Stream.of(path);
    }
  }

  TargetRequest of(Exchange exchange) {
    return new TargetRequest(
        exchange.correlation(), exchange.began(), exchange.status(), entry(exchange));
  }

  private ObjectNode entry(Exchange exchange) {
    var entry =
        ScimJson.object()
            .put("method", exchange.method())
            .put("target", target(exchange.uri()))
            .put("attempt", exchange.attempt())
            .put("durationMillis", exchange.took().toNanos() / NANOS_PER_MILLI);
    exchange.failure().ifPresent(failure -> entry.put("failure", failure));
    exchange
        .retriedAfter()
        .ifPresent(wait ->
            entry.put(
                "retried",
                "%s; sent again after %,d ms".formatted(reason(exchange), wait.toMillis())));
    if (bodies) {
      exchange.body().ifPresent(body -> put(entry, "request", body));
      exchange.answer().filter(text -> !text.isBlank()).ifPresent(text -> put(entry, text));
    }
    return entry;
  }

  private static String reason(Exchange exchange) {
    return switch (exchange.status()) {
      case 0 -> "no answer";
      case 401 -> "the access token was no longer accepted";
      case 429 -> "the target asked for patience";
      default -> "the target was not available";
    };
  }

  /// Decoded, as people read it.
  private String target(URI uri) {
    var query = uri.getRawQuery();
    return query == null
        ? uri.getPath()
        : uri.getPath()
            + "?"
            + redaction.ofFilter(URLDecoder.decode(query, StandardCharsets.UTF_8));
  }

  private void put(ObjectNode entry, String answer) {
    parse(answer)
        .ifPresentOrElse(
            json -> put(entry, "response", json),
            () -> entry.put("response", cut(answer, LONGEST_TEXT)));
  }

  private void put(ObjectNode entry, String name, ObjectNode body) {
    var shown = redaction.of(body);
    var text = ScimJson.write(shown);
    if (text.length() <= LONGEST_BODY) {
      entry.set(name, shown);
    } else {
      entry.put(name, cut(text, LONGEST_BODY)).put(name + "Length", text.length());
    }
  }

  private static Optional<ObjectNode> parse(String answer) {
    try {
      return Optional.of(ScimJson.parseObject(answer));
    } catch (ScimException e) {
      return Optional.empty();
    }
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
