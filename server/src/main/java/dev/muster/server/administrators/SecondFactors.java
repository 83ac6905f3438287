package dev.muster.server.administrators;

import dev.muster.server.administrators.SignIn.Begun;
import dev.muster.server.administrators.SignIn.Live;
import dev.muster.server.http.HttpException;
import dev.muster.server.principal.Audit;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.signin.Ceremonies;
import dev.muster.server.signin.Ceremonies.Kind;
import dev.muster.server.signin.Visitor;
import dev.muster.store.administrator.Administrator;
import dev.muster.store.administrator.AdministratorStore;
import dev.muster.store.administrator.SecondFactorStore;
import dev.muster.store.signin.Session.Proof;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Codes beside the password: six digits of an authenticator app, each good once, or a recovery
/// code when the phone is gone. Wrong ones count like wrong passwords.
public final class SecondFactors {
  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_BYTES = 10;
  private static final int RECOVERY_CODES = 10;

  private final AdministratorStore administrators;
  private final SecondFactorStore store;
  private final Ceremonies ceremonies;
  private final SignIn signIn;
  private final Audit audit;
  private final Secrets secrets;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SecondFactors(
      AdministratorStore administrators,
      SecondFactorStore store,
      Ceremonies ceremonies,
      SignIn signIn,
      Audit audit,
      Secrets secrets,
      Clock clock) {
    this.administrators = administrators;
    this.store = store;
    this.ceremonies = ceremonies;
    this.signIn = signIn;
    this.audit = audit;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// A secret that is not in use until a code shows that the app has it.
  ///
  /// @param base32 for typing it in
  /// @param uri for a QR code
  /// @param cookie for the code to come with
  public record Offer(String base32, String uri, String cookie) {}

  /// What a right password leads to.
  public sealed interface Step {
    /// In.
    record In(Begun begun) implements Step {}

    /// A code is asked for.
    ///
    /// @param cookie for it to come with
    record CodeWanted(String cookie) implements Step {}
  }

  /// Checks a password; empty when it is not theirs, whoever they are. Throws 429 while too many
  /// wrong ones came.
  public Optional<Step> signIn(String email, String password, Visitor visitor) {
    return signIn
        .check(email, password, visitor)
        .map(administrator ->
            isOn(administrator)
                ? new Step.CodeWanted(
                    ceremonies.begin(Kind.SECOND_FACTOR, Long.toString(administrator.id())))
                : new Step.In(signIn.enter(administrator, Proof.PASSWORD, "sign-in", visitor)));
  }

  /// Whether a code is waited for.
  public boolean isWaiting(String cookie) {
    return ceremonies.find(Kind.SECOND_FACTOR, cookie).isPresent();
  }

  /// Checks the code of whoever has given the right password; empty when it is wrong. Throws 400
  /// when no password was given before, 429 while too many wrong ones came.
  public Optional<Begun> enter(String cookie, String code, Visitor visitor) {
    var administrator =
        ceremonies
            .find(Kind.SECOND_FACTOR, cookie)
            .flatMap(id -> administrators.find(Long.parseLong(id)))
            .filter(found -> !found.suspended())
            .orElseThrow(
                () -> HttpException.malformed("it took too long; begin with your password again"));
    var used = new AtomicReference<>("");
    var right =
        signIn.attempt(
            administrator,
            "sign-in with a code",
            visitor,
            now -> {
              used.set(take(now, code).orElse(""));
              return !used.get().isEmpty();
            });
    return right && ceremonies.end(Kind.SECOND_FACTOR, cookie).isPresent()
        ? Optional.of(
            signIn.enter(administrator, Proof.CODE, "sign-in with a " + used.get(), visitor))
        : Optional.empty();
  }

  public boolean isOn(Administrator administrator) {
    return store.find(administrator.id()).isPresent();
  }

  /// How many recovery codes somebody has left.
  public int recoveryCodes(Administrator administrator) {
    return store.recoveryCodes(administrator.id());
  }

  /// Makes a secret for an app. Throws 400 unless it is they themselves who ask.
  public Offer offer(Live live, String password, Visitor visitor) {
    signIn.requireOneself(live, password, "turn on codes", visitor);
    var administrator = live.administrator();
    var secret = TimedCodes.base32(bytes(SECRET_BYTES));
    var cookie =
        ceremonies.begin(
            Kind.SECOND_FACTOR_SETUP, secrets.seal(secret, place(administrator, "offer")));
    return new Offer(secret, TimedCodes.uri(secret, administrator.email()), cookie);
  }

  /// The same offer once more, for whoever mistyped; empty if it has expired.
  public Optional<Offer> find(Administrator administrator, String cookie) {
    return ceremonies
        .find(Kind.SECOND_FACTOR_SETUP, cookie)
        .map(sealed -> secrets.open(sealed, place(administrator, "offer")))
        .map(secret -> new Offer(secret, TimedCodes.uri(secret, administrator.email()), cookie));
  }

  /// Turns it on, when the code is right; returns the recovery codes, which are shown once. Empty
  /// when it is wrong.
  public Optional<List<String>> turnOn(
      Administrator administrator, Offer offer, String code, Visitor visitor) {
    var step = TimedCodes.step(secret(offer.base32()), digits(code), clock.instant());
    if (step.isEmpty() || ceremonies.end(Kind.SECOND_FACTOR_SETUP, offer.cookie()).isEmpty()) {
      return Optional.empty();
    }
    var recovery =
        Stream.generate(() -> grouped(TimedCodes.base32(bytes(RECOVERY_BYTES))))
            .limit(RECOVERY_CODES)
            .toList();
    store.put(
        administrator.id(),
        secrets.seal(offer.base32(), place(administrator, "secret")),
        step.getAsLong(),
        recovery.stream().map(shown -> Tokens.hash(plain(shown))).toList(),
        clock.instant());
    audit.signedIn(administrator.email(), "turn on codes", visitor.address());
    return Optional.of(recovery);
  }

  /// Turns one's own off. Throws 400 unless it is they themselves who ask.
  public void turnOff(Live live, String password, Visitor visitor) {
    var administrator = live.administrator();
    signIn.requireOneself(live, password, "turn off codes", visitor);
    store.remove(administrator.id());
    audit.signedIn(administrator.email(), "turn off codes", visitor.address());
  }

  /// Takes anybody's away. Throws 404 if they have none.
  void requireRemoved(Administrator administrator) {
    if (!store.remove(administrator.id())) {
      throw HttpException.notFound("%s has no second factor".formatted(administrator.email()));
    }
  }

  /// What was used up; empty when the code is wrong or was used before.
  private Optional<String> take(Administrator administrator, String code) {
    var step =
        store
            .find(administrator.id())
            .map(sealed -> secrets.open(sealed, place(administrator, "secret")))
            .map(secret -> TimedCodes.step(secret(secret), digits(code), clock.instant()))
            .orElse(OptionalLong.empty());
    if (step.isPresent() && store.takeStep(administrator.id(), step.getAsLong())) {
      return Optional.of("code");
    }
    return store.takeRecoveryCode(administrator.id(), Tokens.hash(plain(code)))
        ? Optional.of("recovery code")
        : Optional.empty();
  }

  // A secret that is copied into another's row opens no door.
  private static String place(Administrator administrator, String what) {
    return "administrator %d: second factor, %s".formatted(administrator.id(), what);
  }

  private static byte[] secret(String base32) {
    return TimedCodes.bytes(base32)
        .orElseThrow(() -> new IllegalStateException("a second factor's secret is no base32"));
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String digits(String code) {
    return code.replaceAll("\\s", "");
  }

  private static String grouped(String text) {
    return text.replaceAll("(.{4})(?!$)", "$1-");
  }

  private static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }
}
