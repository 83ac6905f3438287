package dev.muster.server.administrators;

import dev.muster.server.http.HttpException;
import dev.muster.server.passwords.AccountPasswords;
import dev.muster.server.principal.Audit;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.signin.Sessions;
import dev.muster.server.signin.Visitor;
import dev.muster.store.administrator.Administrator;
import dev.muster.store.administrator.AdministratorStore;
import dev.muster.store.administrator.Grant;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.Session;
import dev.muster.store.signin.Session.Proof;
import dev.muster.store.signin.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Signing in to the console, and the sessions that follow from it.
public final class SignIn {
  private static final Duration LINK = Duration.ofHours(24);
  // Guessing costs a day per dozen from the sixth on; a person who mistypes waits seconds.
  private static final int FREE_FAILURES = 5;
  private static final Duration FIRST_LOCK = Duration.ofSeconds(15);
  private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
  private static final int RACES = 5;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");
  private static final int LONGEST_TEXT = 200;

  private final AdministratorStore administrators;
  private final SessionStore links;
  private final Sessions sessions;
  private final AccountPasswords passwords;
  private final Audit audit;
  private final Tokens tokens;
  private final Clock clock;

  public SignIn(
      AdministratorStore administrators,
      SessionStore links,
      Sessions sessions,
      AccountPasswords passwords,
      Audit audit,
      Tokens tokens,
      Clock clock) {
    this.administrators = administrators;
    this.links = links;
    this.sessions = sessions;
    this.passwords = passwords;
    this.audit = audit;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// A session that has just begun.
  ///
  /// @param cookie the one copy of it that there will be
  public record Begun(String cookie, Administrator administrator) {}

  /// Somebody's session, still good.
  public record Live(Session session, Administrator administrator) {}

  /// A link for whoever becomes the first administrator; empty when there is one. Links before it
  /// no longer work.
  public Optional<String> newSetupLink() {
    if (!administrators.isEmpty()) {
      return Optional.empty();
    }
    var secret = tokens.newSessionToken();
    links.putLink(Tokens.hash(secret), clock.instant().plus(LINK));
    return Optional.of(secret);
  }

  public boolean isSetupLink(String secret) {
    return administrators.isEmpty() && links.isLink(Tokens.hash(secret), clock.instant());
  }

  /// Makes the first administrator, whose link this is, and signs them in.
  public Begun setUp(String secret, String email, String name, String password, Visitor visitor) {
    if (!isSetupLink(secret)) {
      throw HttpException.notFound(
          "this setup link was used or has expired; the server prints a new one when it starts");
    }
    var hash = accepted(email, name, password);
    if (!links.takeLink(Tokens.hash(secret), clock.instant())) {
      throw HttpException.notFound("somebody else has just used this setup link");
    }
    var added = add(email, name, hash, List.of(Grant.PLATFORM));
    audit.signedIn(added.email(), "setup", visitor.address());
    return begin(added, Proof.PASSWORD, visitor);
  }

  /// Adds an administrator. Throws 400 for what does not fit, 409 if the address is taken.
  public Administrator add(String email, String name, String passwordHash, List<Grant> grants) {
    return administrators
        .add(normal(email), name.strip(), passwordHash, grants, clock.instant())
        .orElseThrow(() ->
            HttpException.conflict(
                "email", "\"%s\" is an administrator already".formatted(normal(email))));
  }

  /// The hash of a password that may be used. Throws 400 when something does not fit.
  public String accepted(String email, String name, String password) {
    if (!EMAIL.matcher(normal(email)).matches()) {
      throw HttpException.invalid(
          "email", "\"%s\" is no e-mail address such as ada@example.com".formatted(cut(email)));
    }
    if (name.isBlank() || name.length() > LONGEST_TEXT) {
      throw HttpException.invalid("name", "give a name of 1 to 200 characters");
    }
    return passwords.accept(password, List.of(normal(email), name, "muster"));
  }

  /// Checks a password; empty when it is not theirs, whoever they are. Throws 429 while too many
  /// wrong ones came.
  Optional<Administrator> check(String email, String password, Visitor visitor) {
    var known = administrators.find(normal(email)).filter(found -> !found.suspended());
    if (known.isEmpty()) {
      var _ = passwords.matches(password, Optional.empty());
      audit.refused(cut(email), "console", "sign-in", "refused", visitor.address());
      return Optional.empty();
    }
    return attempt(known.get(), "sign-in", visitor, now -> isTheirs(now, password))
        ? known
        : Optional.empty();
  }

  /// Whether a password or a code is right. Throws 429 while too many wrong ones came. Each attempt
  /// is counted before it is looked at.
  boolean attempt(
      Administrator administrator, String action, Visitor visitor, Predicate<Administrator> check) {
    var now = counted(administrator, action, visitor);
    var right = check.test(now);
    if (right) {
      administrators.forgive(now.id(), now.failures());
    } else {
      audit.refused(now.email(), "console", action, "refused", visitor.address());
    }
    return right;
  }

  /// Throws 400 if it is not their password, 429 while too many wrong ones came.
  void requirePassword(
      Administrator administrator, String password, String action, Visitor visitor) {
    if (!attempt(administrator, action, visitor, now -> isTheirs(now, password))) {
      throw HttpException.invalid("password", "it is another one");
    }
  }

  /// Asks once more who somebody is, before what would outlast a session that was taken over.
  /// Throws 400 unless it is their password, or they came without one minutes ago.
  void requireOneself(Live live, String password, String action, Visitor visitor) {
    if (!password.isEmpty()) {
      requirePassword(live.administrator(), password, action, visitor);
    } else if (!isFresh(live)) {
      throw HttpException.invalid(
          "password",
          "type yours once more; or sign in again with a passkey or single sign-on, and come back within %d minutes"
              .formatted(Sessions.FRESH.toMinutes()));
    }
  }

  /// Whether somebody came without a password some minutes ago.
  public boolean isFresh(Live live) {
    var session = live.session();
    var withoutPassword =
        switch (session.proof()) {
          case PASSKEY, SINGLE_SIGN_ON -> true;
          case PASSWORD, CODE -> false;
        };
    return withoutPassword && sessions.isFresh(session);
  }

  private boolean isTheirs(Administrator administrator, String password) {
    return passwords.matches(password, Optional.of(administrator.passwordHash()));
  }

  private Administrator counted(Administrator known, String action, Visitor visitor) {
    for (var tries = 0; tries < RACES; tries++) {
      var now = administrators.find(known.id()).orElse(known);
      requireUnlocked(now, action, visitor);
      if (administrators.attempt(now.id(), now.failures(), lockedUntil(now.failures() + 1))) {
        return now;
      }
    }
    throw locked(1);
  }

  private void requireUnlocked(Administrator administrator, String action, Visitor visitor) {
    var locked = administrator.lockedUntil().filter(clock.instant()::isBefore);
    if (locked.isPresent()) {
      audit.refused(administrator.email(), "console", action, "locked", visitor.address());
      throw locked(Duration.between(clock.instant(), locked.get()).toSeconds() + 1);
    }
  }

  private static HttpException locked(long seconds) {
    return HttpException.tooManyRequests(
        seconds,
        "too many wrong passwords or codes; try again in %d seconds".formatted(seconds),
        Map.of());
  }

  /// Begins a session for somebody who has shown who they are.
  ///
  /// @param proof how
  /// @param action what the audit log says of it
  Begun enter(Administrator administrator, Proof proof, String action, Visitor visitor) {
    administrators.signedIn(administrator.id(), clock.instant());
    audit.signedIn(administrator.email(), action, visitor.address());
    return begin(administrator, proof, visitor);
  }

  /// The session of a cookie; empty when it has ended, for whatever reason.
  public Optional<Live> find(String cookie) {
    var live =
        sessions
            .find(cookie)
            .filter(session -> session.account().isAdministrator())
            .flatMap(session ->
                administrators
                    .find(Long.parseLong(session.account().id()))
                    .filter(administrator -> !administrator.suspended())
                    .map(administrator -> new Live(session, administrator)));
    live.ifPresent(found -> sessions.seen(found.session()));
    return live;
  }

  public void signOut(Live live) {
    sessions.end(live.session());
  }

  /// Ends a session of theirs; nothing happens if it is another's.
  public void end(Administrator administrator, String hash) {
    sessions.of(account(administrator)).stream()
        .filter(session -> session.hash().equals(hash))
        .forEach(sessions::end);
  }

  public List<Session> sessions(Administrator administrator) {
    return sessions.of(account(administrator));
  }

  /// Changes somebody's own password and ends their other sessions. Throws 400 if the old one is
  /// wrong or the new one does not do.
  public void changePassword(Live live, String old, String wanted, Visitor visitor) {
    var administrator = live.administrator();
    requireOneself(live, old, "change password", visitor);
    administrators.changePassword(
        administrator.id(), accepted(administrator.email(), administrator.name(), wanted));
    sessions.endOthers(live.session());
    audit.signedIn(administrator.email(), "change password", visitor.address());
  }

  private Begun begin(Administrator administrator, Proof proof, Visitor visitor) {
    return new Begun(sessions.begin(account(administrator), proof, visitor), administrator);
  }

  private static Account account(Administrator administrator) {
    return Account.administrator(administrator.id());
  }

  private Instant lockedUntil(int failures) {
    if (failures < FREE_FAILURES) {
      return clock.instant();
    }
    var steps = Math.min(failures - FREE_FAILURES, 10);
    var lock = FIRST_LOCK.multipliedBy(1L << steps);
    return clock.instant().plus(lock.compareTo(LONGEST_LOCK) < 0 ? lock : LONGEST_LOCK);
  }

  private static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
