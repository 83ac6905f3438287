package dev.muster.server.signin;

import dev.muster.server.secrets.Tokens;
import dev.muster.store.signin.CeremonyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// What a browser was asked for and answers once, within minutes. A cookie says which browser that
/// is: an answer that was caught is of no use in another.
public final class Ceremonies {
  /// How long a browser may take.
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private final CeremonyStore store;
  private final Tokens tokens;
  private final Clock clock;

  public Ceremonies(CeremonyStore store, Tokens tokens, Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// What a ceremony is for.
  public enum Kind {
    PASSKEY_SIGN_IN,
    PASSKEY_REGISTRATION,
    SECOND_FACTOR,
    SECOND_FACTOR_SETUP,
    SINGLE_SIGN_ON
  }

  /// Begins one and returns the browser's cookie.
  public String begin(Kind kind, String content) {
    var cookie = tokens.newSessionToken();
    store.put(Tokens.hash(cookie), kind.name(), content, clock.instant().plus(PATIENCE));
    return cookie;
  }

  /// Ends one and returns what it was begun with; empty if there is none such any more.
  public Optional<String> end(Kind kind, String cookie) {
    return store.take(Tokens.hash(cookie), kind.name(), clock.instant());
  }

  /// What one was begun with, without ending it.
  public Optional<String> find(Kind kind, String cookie) {
    return store.find(Tokens.hash(cookie), kind.name(), clock.instant());
  }

  /// Forgets those that nobody ended.
  public void sweep() {
    store.sweep(clock.instant());
  }
}
