package dev.muster.server.applications;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.target.InitialPasswordTarget.Keeper;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.secrets.Tokens;
import dev.muster.store.job.InitialPasswordStore;
import dev.muster.store.job.InitialPasswordStore.Taken;
import dev.muster.store.job.InitialPasswordStore.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Temporary passwords that are handed out by one-time links. They are kept encrypted, until they
/// are fetched or expire; of a link, its digest is kept.
public final class InitialPasswords {
  /// Where a link leads, before its secret.
  public static final String PREFIX = "/initial-passwords";

  private final InitialPasswordStore store;
  private final Secrets secrets;
  private final Tokens tokens;
  private final Clock clock;

  public InitialPasswords(InitialPasswordStore store, Secrets secrets, Tokens tokens, Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// A password in clear, for the one who fetched it.
  public record Fetched(String account, String password) {
    @Override
    public String toString() {
      return "Fetched[" + account + "]";
    }
  }

  /// Keeps the passwords of an application's new users.
  Keeper keeper(JobId job, Duration validFor) {
    return new Keeper() {
      @Override
      public void keep(String account, String password) {
        var sealed = secrets.seal(password, boundTo(job, account));
        store.put(job, account, sealed, clock.instant().plus(validFor));
      }

      @Override
      public void forget(String account) {
        store.remove(job, account);
      }
    };
  }

  /// Passwords that wait, by account.
  public List<Waiting> waiting(JobId job, int limit) {
    return store.waiting(job, clock.instant(), limit);
  }

  /// A new link to the password of an account; earlier ones lead nowhere from now on. Empty if none
  /// waits.
  ///
  /// @return the path of the link
  public Optional<String> link(JobId job, String account) {
    var secret = tokens.newLinkSecret();
    return store.link(job, account, Tokens.hash(secret), clock.instant())
        ? Optional.of(PREFIX + "/" + secret)
        : Optional.empty();
  }

  /// Whether a password waits at a link.
  boolean waits(String secret) {
    return store.find(Tokens.hash(secret), clock.instant()).isPresent();
  }

  /// The password at a link, once.
  Optional<Fetched> fetch(String secret) {
    return store.take(Tokens.hash(secret), clock.instant()).map(this::opened);
  }

  /// Forgets what nobody fetched in time.
  public void sweep() {
    var now = clock.instant();
    store.expired(now).forEach(tenant -> store.sweep(tenant, now));
  }

  private Fetched opened(Taken taken) {
    return new Fetched(
        taken.account(),
        secrets.open(taken.sealedPassword(), boundTo(taken.job(), taken.account())));
  }

  private static String boundTo(JobId job, String account) {
    return "initial password of %s at job %s".formatted(account, job);
  }
}
