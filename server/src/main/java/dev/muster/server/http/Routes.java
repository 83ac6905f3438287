package dev.muster.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A table of what there is to do at which path: patterns such as `/tenants/{tenant}/tokens`, each
/// with its methods. The first pattern that fits decides, so literal ones go before placeholders;
/// literals ignore case.
///
/// ```java
/// routes.on("GET", "/api/v1/tenants/{tenant}", request -> show(request.parameter("tenant")));
/// ```
///
/// @param <H> what a route leads to
public final class Routes<H> {
  private final List<Pattern<H>> patterns = new ArrayList<>();

  /// Adds a route. A placeholder stands for one segment of the path.
  public Routes<H> on(String method, String pattern, H handler) {
    var segments = RequestTarget.segments(pattern);
    patterns.stream()
        .filter(known -> known.segments().equals(segments))
        .findFirst()
        .orElseGet(() -> add(segments))
        .methods()
        .put(method, handler);
    return this;
  }

  /// The route of a request. Throws 404 when no pattern fits, 405 when the pattern lacks the
  /// method. HEAD is answered as GET; the listener leaves the body out.
  public Match<H> require(Request request) {
    for (var pattern : patterns) {
      if (pattern.fits(request.segments())) {
        return new Match<>(pattern.require(request), pattern.parameters(request.segments()));
      }
    }
    throw HttpException.notFound("there is nothing at " + request.path());
  }

  /// Every method of every pattern, in their order: `GET /tenants/{tenant}/tokens`.
  public List<String> all() {
    return patterns.stream()
        .flatMap(pattern ->
            pattern.methods().keySet().stream()
                .map(method -> method + " /" + String.join("/", pattern.segments())))
        .toList();
  }

  /// The patterns that have the method, in their order: `/tenants/{tenant}/tokens`.
  public List<String> patterns(String method) {
    return patterns.stream()
        .filter(pattern -> pattern.methods().containsKey(method))
        .map(pattern -> "/" + String.join("/", pattern.segments()))
        .toList();
  }

  private Pattern<H> add(List<String> segments) {
    var pattern = new Pattern<H>(segments, new TreeMap<>());
    patterns.add(pattern);
    return pattern;
  }

  /// What a request leads to.
  ///
  /// @param parameters what the placeholders stand for
  public record Match<H>(H handler, Map<String, String> parameters) {
    public Match {
      parameters = Map.copyOf(parameters);
    }
  }

  private record Pattern<H>(List<String> segments, Map<String, H> methods) {
    boolean fits(List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!isPlaceholder(i) && !segments.get(i).equalsIgnoreCase(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    Map<String, String> parameters(List<String> path) {
      var parameters = HashMap.<String, String>newHashMap(path.size());
      for (int i = 0; i < path.size(); i++) {
        if (isPlaceholder(i)) {
          var segment = segments.get(i);
          parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
        }
      }
      return parameters;
    }

    private boolean isPlaceholder(int index) {
      return segments.get(index).startsWith("{");
    }

    H require(Request request) {
      var handler = methods.get(request.method().equals("HEAD") ? "GET" : request.method());
      if (handler == null) {
        throw HttpException.methodNotAllowed(request.method(), request.path(), methods.keySet());
      }
      return handler;
    }
  }
}
