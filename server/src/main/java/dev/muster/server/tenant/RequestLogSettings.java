package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a tenant keeps of its clients' requests.
///
/// @param recorded which of them
/// @param perSecond how many a second at most, with bursts of ten times as many; failures have as
///   many of their own, so that a flood of successes does not hide them
/// @param bodies whether bodies are kept too
/// @param retentionDays how long they are kept
/// @param redacted attributes whose values are not kept, besides those whose schema says that they
///   are never returned
public record RequestLogSettings(
    Recorded recorded, int perSecond, boolean bodies, int retentionDays, Set<String> redacted) {
  private static final int DEFAULT_PER_SECOND = 100;
  private static final int MOST_PER_SECOND = 10_000;
  private static final int DEFAULT_RETENTION = 30;
  private static final int LONGEST_RETENTION = 3_650;

  public RequestLogSettings {
    redacted = Set.copyOf(redacted);
  }

  /// Which requests are recorded.
  public enum Recorded {
    ALL,
    CHANGES,
    FAILURES,
    NONE;

    public boolean covers(String method, int status) {
      return switch (this) {
        case ALL -> true;
        case CHANGES -> failed(status) || !(method.equals("GET") || method.equals("HEAD"));
        case FAILURES -> failed(status);
        case NONE -> false;
      };
    }

    public static boolean failed(int status) {
      return status >= 400;
    }

    private static Recorded parse(String text) {
      return Arrays.stream(values())
          .filter(value -> value.keyword().equals(text))
          .findFirst()
          .orElseThrow(() ->
              HttpException.invalid(
                  "requestLog.recorded",
                  "\"%s\" is unknown; there are %s"
                      .formatted(
                          text,
                          Arrays.stream(values())
                              .map(Recorded::keyword)
                              .collect(Collectors.joining(", ")))));
    }

    private String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Reads the settings. Throws 400 naming the one that is unknown or does not fit.
  public static RequestLogSettings read(RequestFields fields) {
    var settings =
        new RequestLogSettings(
            fields.findString("recorded").map(Recorded::parse).orElse(Recorded.ALL),
            within(fields, "perSecond", DEFAULT_PER_SECOND, MOST_PER_SECOND),
            fields.findBoolean("bodies").orElse(true),
            within(fields, "retentionDays", DEFAULT_RETENTION, LONGEST_RETENTION),
            fields.find("redacted").map(RequestLogSettings::names).orElse(Set.of()));
    fields.refuseOthers();
    return settings;
  }

  public ObjectNode toJson() {
    var json =
        ScimJson.object()
            .put("recorded", recorded.keyword())
            .put("perSecond", perSecond)
            .put("bodies", bodies)
            .put("retentionDays", retentionDays);
    var names = json.putArray("redacted");
    redacted.stream().sorted().forEach(names::add);
    return json;
  }

  private static int within(RequestFields fields, String name, int other, int most) {
    int value = fields.findInteger(name).orElse(other);
    if (value < 1 || value > most) {
      throw HttpException.invalid(
          "requestLog." + name, "%d is not between 1 and %d".formatted(value, most));
    }
    return value;
  }

  private static Set<String> names(JsonNode json) {
    var names = new LinkedHashSet<String>();
    if (!json.isArray()) {
      throw HttpException.invalid(
          "requestLog.redacted", "expected an array of attribute names, found " + json);
    }
    for (var name : json) {
      if (!name.isString() || name.stringValue().isBlank()) {
        throw HttpException.invalid(
            "requestLog.redacted", "expected the name of an attribute, found " + name);
      }
      names.add(name.stringValue());
    }
    return names;
  }
}
