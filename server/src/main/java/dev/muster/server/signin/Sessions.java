package dev.muster.server.signin;

import dev.muster.server.secrets.Tokens;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.Session;
import dev.muster.store.signin.Session.Proof;
import dev.muster.store.signin.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sessions: begun when somebody has shown who they are, found by their cookie, and ended by time
/// or on purpose.
public final class Sessions {
  /// How long a session lasts while nobody does anything in it.
  public static final Duration IDLE = Duration.ofMinutes(30);

  /// How long a session lasts at most.
  public static final Duration LONGEST = Duration.ofHours(12);

  /// How long whoever has just signed in is not asked again who they are.
  public static final Duration FRESH = Duration.ofMinutes(10);

  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
  private static final int LONGEST_AGENT = 200;

  private final SessionStore store;
  private final Tokens tokens;
  private final Clock clock;

  public Sessions(SessionStore store, Tokens tokens, Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// Begins one and returns its cookie, of which a digest is kept.
  ///
  /// @param proof how they have shown who they are
  public String begin(Account account, Proof proof, Visitor visitor) {
    var cookie = tokens.newSessionToken();
    var now = clock.instant();
    var agent = visitor.agent();
    store.add(
        new Session(
            Tokens.hash(cookie),
            account,
            visitor.address(),
            agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT),
            proof,
            now,
            now));
    return cookie;
  }

  /// The session of a cookie; empty when it has ended.
  public Optional<Session> find(String cookie) {
    var now = clock.instant();
    return store
        .find(Tokens.hash(cookie))
        .filter(session -> session.created().plus(LONGEST).isAfter(now))
        .filter(session -> session.lastSeen().plus(IDLE).isAfter(now));
  }

  /// Writes down that something is done in it, once a minute.
  public void seen(Session session) {
    var now = clock.instant();
    if (session.lastSeen().plus(NOTED_EVERY).isBefore(now)) {
      store.seen(session.hash(), now);
    }
  }

  /// Whether it was begun some minutes ago.
  public boolean isFresh(Session session) {
    return session.created().plus(FRESH).isAfter(clock.instant());
  }

  /// Somebody's sessions, the newest first.
  public List<Session> of(Account account) {
    return store.of(account);
  }

  public void end(Session session) {
    store.end(session.hash());
  }

  /// Ends all of somebody's sessions but this one.
  public void endOthers(Session session) {
    store.endOthers(session.account(), session.hash());
  }

  /// Forgets what has ended.
  public void sweep() {
    var now = clock.instant();
    store.sweep(now.minus(LONGEST), now.minus(IDLE), now);
  }
}
