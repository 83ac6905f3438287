package dev.muster.client.pace;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a provider says in an answer's header fields of how often it may be asked.
///
/// @param retryAfter how long to wait (RFC 9110 §10.2.3)
/// @param exhausted how long nothing more will be answered: no requests are left
/// @param policy how many requests it allows in how long
public record ServerHints(
    Optional<Duration> retryAfter, Optional<Duration> exhausted, Optional<RateLimit> policy) {

  // "default";r=50;t=30 and "default";q=100;w=60, and the older limit=100, remaining=50, reset=30
  // (draft-ietf-httpapi-ratelimit-headers).
  private static final Pattern REMAINING = Pattern.compile("(?:;\\s*r|remaining)\\s*=\\s*(\\d+)");
  private static final Pattern RESET = Pattern.compile("(?:;\\s*t|reset)\\s*=\\s*(\\d+)");
  private static final Pattern QUOTA = Pattern.compile("(?:;\\s*q\\s*=\\s*|^\\s*)(\\d+)");
  private static final Pattern WINDOW = Pattern.compile(";\\s*w\\s*=\\s*(\\d+)");
  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

  /// Reads the fields of an answer; what cannot be understood is left out.
  public static ServerHints of(HttpHeaders headers, Instant now) {
    return new ServerHints(
        headers.firstValue("Retry-After").flatMap(text -> retryAfter(text, now)),
        exhausted(headers, now),
        headers.firstValue("RateLimit-Policy").flatMap(ServerHints::policy));
  }

  /// Retry-After holds seconds or a date.
  private static Optional<Duration> retryAfter(String header, Instant now) {
    var text = header.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(notNegative(Duration.between(now, until)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> exhausted(HttpHeaders headers, Instant now) {
    var together = headers.firstValue("RateLimit").orElse("");
    var remaining = number(REMAINING, together);
    var reset = number(RESET, together);
    for (var prefix : new String[] {"RateLimit-", "X-RateLimit-"}) {
      remaining = remaining.isPresent() ? remaining : number(headers, prefix + "Remaining");
      reset = reset.isPresent() ? reset : number(headers, prefix + "Reset");
    }
    return remaining.isPresent() && remaining.getAsLong() == 0 && reset.isPresent()
        ? Optional.of(untilReset(reset.getAsLong(), now))
        : Optional.empty();
  }

  // GitHub and others give the moment in seconds since 1970 instead of the seconds that are left.
  private static Duration untilReset(long reset, Instant now) {
    return reset > 1_000_000_000
        ? notNegative(Duration.between(now, Instant.ofEpochSecond(reset)))
        : Duration.ofSeconds(reset);
  }

  /// A quota for longer than an hour is no pace.
  private static Optional<RateLimit> policy(String text) {
    var quota = number(QUOTA, text);
    var window = number(WINDOW, text);
    if (quota.isEmpty() || window.isEmpty() || quota.getAsLong() < 1 || window.getAsLong() < 1) {
      return Optional.empty();
    }
    var requests = (int) Math.min(quota.getAsLong(), Integer.MAX_VALUE);
    var per = Duration.ofSeconds(window.getAsLong());
    return per.compareTo(LONGEST_WINDOW) > 0
        ? Optional.empty()
        : Optional.of(RateLimit.of(requests, per, requests));
  }

  private static OptionalLong number(HttpHeaders headers, String name) {
    return number(Pattern.compile("^\\s*(\\d+)"), headers.firstValue(name).orElse(""));
  }

  private static OptionalLong number(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.find() && matcher.group(1).length() < 18
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
