package dev.muster.server.http;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request refused for a reason of HTTP or of the admin API: a status, a detail for people, and
/// the field of the request that is to blame where there is one.
public final class HttpException extends RuntimeException {
  private final int status;
  private final @Nullable String field;
  private final Map<String, String> headers;

  private HttpException(
      int status, @Nullable String field, String detail, Map<String, String> headers) {
    super(detail);
    this.status = status;
    this.field = field;
    this.headers = Map.copyOf(headers);
  }

  /// 400: a field of the request is missing or does not fit.
  public static HttpException invalid(String field, String detail) {
    return new HttpException(400, field, "%s: %s".formatted(field, detail), Map.of());
  }

  /// 400: the request as a whole cannot be read.
  public static HttpException malformed(String detail) {
    return new HttpException(400, null, detail, Map.of());
  }

  /// 401 with the challenge of RFC 6750 §3. Nothing tells a wrong token from a wrong tenant.
  public static HttpException unauthorized(boolean tokenSent, String detail) {
    var challenge = "Bearer realm=\"muster\"" + (tokenSent ? ", error=\"invalid_token\"" : "");
    return new HttpException(401, null, detail, Map.of("WWW-Authenticate", challenge));
  }

  /// 403 with the challenge of RFC 6750 §3.1: the token is good, but not for this.
  public static HttpException insufficientScope(String scope, String detail) {
    var challenge =
        "Bearer realm=\"muster\", error=\"insufficient_scope\", scope=\"%s\"".formatted(scope);
    return new HttpException(403, null, detail, Map.of("WWW-Authenticate", challenge));
  }

  /// 403: whoever asks is known, and may not.
  public static HttpException forbidden(String detail) {
    return new HttpException(403, null, detail, Map.of());
  }

  /// 429: too much was asked for; more of it in so many seconds.
  ///
  /// @param headers what else the client should know
  public static HttpException tooManyRequests(
      long retryAfterSeconds, String detail, Map<String, String> headers) {
    var all = new LinkedHashMap<>(headers);
    all.put("Retry-After", Long.toString(retryAfterSeconds));
    return new HttpException(429, null, detail, all);
  }

  /// 503: not now; again in so many seconds.
  public static HttpException unavailable(long retryAfterSeconds, String detail) {
    return new HttpException(
        503, null, detail, Map.of("Retry-After", Long.toString(retryAfterSeconds)));
  }

  /// Any status, with the words of whoever has refused.
  public static HttpException refused(int status, String detail) {
    return new HttpException(status, null, detail, Map.of());
  }

  public static HttpException notFound(String detail) {
    return new HttpException(404, null, detail, Map.of());
  }

  /// 405, naming the methods that the path does have.
  public static HttpException methodNotAllowed(
      String method, String path, Collection<String> allowed) {
    var allow = String.join(", ", allowed);
    return new HttpException(
        405,
        null,
        "%s is not possible at %s; use %s".formatted(method, path, allow),
        Map.of("Allow", allow));
  }

  /// 409: what the field names is there already.
  public static HttpException conflict(String field, String detail) {
    return new HttpException(409, field, "%s: %s".formatted(field, detail), Map.of());
  }

  /// 422: it can be read, and does not fit what was sent before.
  public static HttpException unprocessable(String field, String detail) {
    return new HttpException(422, field, "%s: %s".formatted(field, detail), Map.of());
  }

  /// 410: what the field names was there and is not any more.
  public static HttpException gone(String field, String detail) {
    return new HttpException(410, field, "%s: %s".formatted(field, detail), Map.of());
  }

  /// 408: the body takes longer than anybody waits.
  static HttpException tooSlow(Duration grace) {
    return new HttpException(
        408,
        null,
        "body: not complete after %d seconds; send it faster".formatted(grace.toSeconds()),
        Map.of());
  }

  public static HttpException payloadTooLarge(long limit) {
    return new HttpException(
        413, null, "body: larger than the %d bytes that are allowed".formatted(limit), Map.of());
  }

  public int status() {
    return status;
  }

  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /// Headers that the response has to carry.
  public Map<String, String> headers() {
    return headers;
  }
}
