package dev.muster.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parameters in a URL. They are decoded when first asked for, so that what is wrong with them is
/// answered in the words of the area that asks.
///
/// A plus sign is a space, as HTML forms have it: most HTTP libraries write it so, and one that
/// means a plus sign sends %2B.
public final class QueryParameters {
  private final String raw;
  private @Nullable Map<String, List<String>> decoded;

  /// Parameters still encoded.
  ///
  /// @param raw the query as sent, without the question mark
  public QueryParameters(String raw) {
    this.raw = raw;
  }

  /// The query as sent, without the question mark; empty if there is none.
  public String raw() {
    return raw;
  }

  /// The query as people read it: percent-encoding undone, plus signs as spaces. Throws 400 when it
  /// is not percent-encoded.
  public String decoded() {
    return RequestTarget.decode("query", raw);
  }

  /// All values of a parameter, in order. Throws 400 when the query is not percent-encoded.
  public List<String> all(String name) {
    return parameters().getOrDefault(name, List.of());
  }

  /// The first value of a parameter; a blank one counts as left out.
  public Optional<String> find(String name) {
    for (var value : all(name)) {
      if (!value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /// The same parameters, one of them with another value.
  public QueryParameters with(String name, String value) {
    var changed = new QueryParameters(raw);
    changed.decoded = new LinkedHashMap<>(parameters());
    changed.decoded.put(name, List.of(value));
    return changed;
  }

  private Map<String, List<String>> parameters() {
    if (decoded == null) {
      decoded = decode(raw);
    }
    return decoded;
  }

  private static Map<String, List<String>> decode(String raw) {
    if (raw.isEmpty()) {
      return Map.of();
    }
    var query = new LinkedHashMap<String, List<String>>();
    for (var pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var name = RequestTarget.decode("query", equals < 0 ? pair : pair.substring(0, equals));
      var value = equals < 0 ? "" : RequestTarget.decode(name, pair.substring(equals + 1));
      query.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
    return query;
  }
}
