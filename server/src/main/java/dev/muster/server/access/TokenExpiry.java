package dev.muster.server.access;

import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warns of tokens before they expire: a provisioning client whose token has run out stops without
/// anybody noticing.
public final class TokenExpiry {
  private static final Logger LOG = LoggerFactory.getLogger(TokenExpiry.class);

  /// Days before the expiry, at each of which there is a warning.
  private static final List<Integer> THRESHOLDS = List.of(1, 7, 30);

  private final TokenStore tokens;
  private final Clock clock;
  private final Map<Long, Integer> warned = new ConcurrentHashMap<>();

  public TokenExpiry(TokenStore tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /// Whole days until a token expires, 0 on its last; empty if it does not expire or has.
  public static Optional<Long> daysLeft(AccessToken token, Instant now) {
    return token
        .expires()
        .filter(now::isBefore)
        .map(expires -> Duration.between(now, expires).toDays());
  }

  /// What to say of a token that has less than 30, 7 or 1 days left.
  public static Optional<String> warning(AccessToken token, Instant now) {
    return threshold(token, now)
        .map(days ->
            days == 1
                ? "expires within a day; rotate it now"
                : "expires within %d days; rotate it".formatted(days));
  }

  /// How many tokens of all tenants expire within each of the thresholds, in days.
  public Map<Integer, Long> expiringWithinDays() {
    var now = clock.instant();
    var expiring = expiring(now);
    var counts = new TreeMap<Integer, Long>();
    for (var days : THRESHOLDS) {
      var limit = now.plus(Duration.ofDays(days));
      counts.put(days, expiring.stream().filter(token -> !expires(token).isAfter(limit)).count());
    }
    return counts;
  }

  /// Writes a line to the log for each token that has come to its next threshold.
  public void warn() {
    var now = clock.instant();
    for (var token : expiring(now)) {
      threshold(token, now).filter(days -> isNew(token, days)).ifPresent(days -> log(token, days));
    }
  }

  private boolean isNew(AccessToken token, int days) {
    var last = warned.put(token.id(), days);
    return last == null || last > days;
  }

  private static void log(AccessToken token, int days) {
    LOG.warn(
        "token \"{}\" (id {}) of tenant {} expires at {}, within {} days; make its successor with \"muster tenant token rotate\"",
        token.name(),
        token.id(),
        token.tenant().value(),
        expires(token),
        days);
  }

  private Collection<AccessToken> expiring(Instant now) {
    return tokens.expiring(now, now.plus(Duration.ofDays(THRESHOLDS.getLast())));
  }

  private static Optional<Integer> threshold(AccessToken token, Instant now) {
    if (token.expires().filter(now::isBefore).isEmpty()) {
      return Optional.empty();
    }
    var left = Duration.between(now, expires(token));
    return THRESHOLDS.stream()
        .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
        .findFirst();
  }

  private static Instant expires(AccessToken token) {
    return token.expires().orElse(Instant.MAX);
  }
}
