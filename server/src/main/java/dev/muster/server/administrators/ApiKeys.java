package dev.muster.server.administrators;

import dev.muster.server.http.HttpException;
import dev.muster.server.principal.Principal;
import dev.muster.server.secrets.Tokens;
import dev.muster.store.administrator.ApiKey;
import dev.muster.store.administrator.ApiKeyStore;
import dev.muster.store.administrator.ApiKeyStore.NewKey;
import dev.muster.store.administrator.Grant;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Programs' keys for the admin API: with roles as a person has, and an end.
public final class ApiKeys {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_DAYS = 366;

  private final ApiKeyStore store;
  private final Tokens tokens;
  private final Clock clock;

  ApiKeys(ApiKeyStore store, Tokens tokens, Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// A key that has just been made.
  ///
  /// @param secret the one copy of it that there will be
  record Made(ApiKey key, String secret) {}

  /// Whose key a bearer token is; empty when it is none that is good.
  public Optional<Principal> find(String token) {
    if (!Tokens.isApiKey(token)) {
      return Optional.empty();
    }
    var now = clock.instant();
    var key = store.find(Tokens.hash(token)).filter(found -> found.isGood(now));
    key.filter(found -> found.lastUsed().map(at -> at.plus(NOTED_EVERY).isBefore(now)).orElse(true))
        .ifPresent(found -> store.used(found.id(), now));
    return key.map(Principal::of);
  }

  /// Makes a key. Throws 400 for what does not fit, 409 if there is, or was, one of that name.
  Made make(String name, List<Grant> grants, Optional<Integer> days) {
    if (!NAME.matcher(name).matches()) {
      throw HttpException.invalid(
          "name", "\"%s\": use up to 60 letters, digits, dots and hyphens".formatted(name));
    }
    var lasts = days.orElse(DEFAULT_DAYS);
    if (lasts < 1 || lasts > MOST_DAYS) {
      throw HttpException.invalid(
          "expiresInDays", "%d: from 1 to %d days".formatted(lasts, MOST_DAYS));
    }
    var secret = tokens.newApiKey();
    var now = clock.instant();
    var wanted =
        new NewKey(
            name,
            Tokens.hash(secret),
            Principal.current().name(),
            now.plus(Duration.ofDays(lasts)),
            grants);
    return store
        .add(wanted, now)
        .map(key -> new Made(key, secret))
        .orElseThrow(() ->
            HttpException.conflict(
                "name",
                "there is or was a key \"%s\", and the audit log names it; choose another"
                    .formatted(name)));
  }

  List<ApiKey> before(long id, int limit) {
    return store.before(id, limit);
  }

  boolean isGood(ApiKey key) {
    return key.isGood(clock.instant());
  }

  /// Ends a key at once. Throws 404 if there is none such, or it has ended before.
  void revoke(long id) {
    if (!store.revoke(id, clock.instant())) {
      throw HttpException.notFound("there is no such key, or it was revoked before");
    }
  }
}
