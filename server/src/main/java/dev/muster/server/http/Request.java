package dev.muster.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An HTTP request as a route sees it.
///
/// @param segments of the path, percent-decoded; empty ones (a slash at the end, two in a row) are
///   left out
/// @param parameters what the placeholders of the route's pattern stand for
/// @param peer address of whoever holds the other end of the connection; empty for none
public record Request(
    String method,
    String path,
    List<String> segments,
    QueryParameters query,
    Headers headers,
    Body body,
    Map<String, String> parameters,
    String peer) {

  public Request {
    segments = List.copyOf(segments);
    parameters = Map.copyOf(parameters);
  }

  /// The same request as if it had been sent to another path.
  public Request to(List<String> segments) {
    return new Request(method, path, segments, query, headers, body, parameters, peer);
  }

  /// The same request at a route.
  public Request at(Map<String, String> parameters) {
    return new Request(method, path, segments, query, headers, body, parameters, peer);
  }

  /// A request that did not come over the network by itself: part of another one, or one of an
  /// earlier day.
  ///
  /// @param target path and query, percent-encoded
  /// @param fields header fields
  public static Request of(
      String method, String target, Map<String, String> fields, byte[] content) {
    int mark = target.indexOf('?');
    var rawPath = mark < 0 ? target : target.substring(0, mark);
    var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(fields);
    return new Request(
        method,
        rawPath,
        RequestTarget.segments(rawPath),
        new QueryParameters(mark < 0 ? "" : target.substring(mark + 1)),
        name -> Optional.ofNullable(byName.get(name)),
        () -> content,
        Map.of(),
        "");
  }

  /// The same request with another value of a query parameter.
  public Request withQuery(String name, String value) {
    return new Request(
        method, path, segments, query.with(name, value), headers, body, parameters, peer);
  }

  /// What a placeholder stands for, if the route's pattern has it.
  public Optional<String> findParameter(String placeholder) {
    return Optional.ofNullable(parameters.get(placeholder));
  }

  /// The same request with its content from elsewhere.
  public Request with(Body content) {
    return new Request(method, path, segments, query, headers, content, parameters, peer);
  }

  /// What a placeholder of the route's pattern stands for.
  public String parameter(String placeholder) {
    var value = parameters.get(placeholder);
    if (value == null) {
      throw new IllegalStateException("the route has no placeholder {" + placeholder + "}");
    }
    return value;
  }

  /// The first value of a query parameter; a blank one counts as left out.
  public Optional<String> findQuery(String name) {
    return query.find(name);
  }

  public Optional<String> findHeader(String name) {
    return headers.find(name);
  }

  /// Header fields by name; names ignore case.
  public interface Headers {
    Optional<String> find(String name);
  }

  /// The request's content.
  public interface Body {
    /// Reads all of it. Throws 413 when it is larger than the listener allows.
    byte[] bytes();
  }
}
