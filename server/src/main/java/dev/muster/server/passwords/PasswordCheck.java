package dev.muster.server.passwords;

import dev.muster.scim.filter.Filter.Compare;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FoldedText;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.StoredResource;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.traffic.FailedAttempts;
import dev.muster.store.resource.KeptPassword;
import dev.muster.store.resource.PasswordStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.StringNode;

/// Finds out whether somebody knows a user's password. Guesses at one user are limited, and an
/// unknown user takes as long as a wrong password.
public final class PasswordCheck {
  // NIST SP 800-63B-4 §3.2.2 allows 100 failures in a row at most. A success forgets them, so who
  // knows the password never notices.
  private static final int FAILURES = 10;
  private static final Duration EACH = Duration.ofMinutes(1);
  private static final String TYPE = "User";

  private final ResourceStore resources;
  private final PasswordStore store;
  private final PasswordHashing hashing;
  private final PasswordMetrics metrics;
  private final Clock clock;
  private final FailedAttempts attempts = new FailedAttempts(FAILURES, EACH);

  PasswordCheck(
      ResourceStore resources,
      PasswordStore store,
      PasswordHashing hashing,
      PasswordMetrics metrics,
      Clock clock) {
    this.resources = resources;
    this.store = store;
    this.hashing = hashing;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Whom a caller means.
  public sealed interface Who {
    record Id(String id) implements Who {
      @Override
      public String toString() {
        return "id: \"%s\"".formatted(id);
      }
    }

    record UserName(String userName) implements Who {
      @Override
      public String toString() {
        return "userName: \"%s\"".formatted(userName);
      }
    }

    /// Whom a request names, by `id` or by `userName`. Throws 400 unless it is one of both.
    static Who of(RequestFields fields) {
      var id = fields.findString("id");
      var userName = fields.findString("userName");
      if (id.isPresent() == userName.isPresent()) {
        throw HttpException.invalid("userName", "send either the user's userName or the id");
      }
      Optional<Who> who = id.map(Who.Id::new);
      return who.or(() -> userName.map(Who.UserName::new)).orElseThrow();
    }
  }

  /// The user, if there is one who is not deactivated and whose password it is. Throws 429 when the
  /// user was guessed at too often, 503 when too many wait for an answer.
  public Optional<Verified> verify(LiveTenant tenant, Who who, String password) {
    var user = find(tenant, who);
    var guessed = guessed(tenant, user.map(StoredResource::id).orElseGet(() -> key(who)));
    if (!attempts.count(guessed)) {
      metrics.verified("limited");
      throw HttpException.tooManyRequests(
          attempts.retrySeconds(),
          "too many wrong passwords for this user; wait before the next",
          Map.of());
    }
    var kept = user.flatMap(found -> store.find(tenant.id(), found.id()));
    var known =
        hashing
            .matches(PasswordText.prepare(password), kept.map(KeptPassword::hash))
            .orElseThrow(() ->
                HttpException.unavailable(1, "too many passwords are being verified; try again"));
    if (known) {
      attempts.forget(guessed);
    }
    metrics.verified(known ? "verified" : "wrong");
    return known ? user.flatMap(found -> verified(tenant, found, kept)) : Optional.empty();
  }

  /// Whether a password is the one that a user has now, without counting the guess: for somebody
  /// who has shown who they are. Throws 503 when too many wait for an answer.
  public boolean isOf(LiveTenant tenant, StoredResource user, String password) {
    var hash = store.find(tenant.id(), user.id()).map(KeptPassword::hash);
    return hashing
        .matches(PasswordText.prepare(password), hash)
        .orElseThrow(
            () -> HttpException.unavailable(1, "too many passwords are being verified; try again"));
  }

  /// Forgets the wrong passwords that were tried for a user, who has got a new one.
  public void forgive(LiveTenant tenant, String userId) {
    attempts.forget(guessed(tenant, userId));
  }

  private static String guessed(LiveTenant tenant, String who) {
    return tenant.id().value() + " " + who;
  }

  /// Empty for somebody who may not sign in, or whose temporary password has ended.
  private Optional<Verified> verified(
      LiveTenant tenant, StoredResource user, Optional<KeptPassword> kept) {
    var settings = tenant.settings().passwords();
    return kept.filter(password -> TemporaryPasswords.isGood(password, clock.instant()))
        .filter(password -> isActive(user))
        .map(password -> new Verified(user, TemporaryPasswords.isTemporary(password, settings)));
  }

  /// The user who is meant, active or not.
  public Optional<StoredResource> find(LiveTenant tenant, Who who) {
    return switch (who) {
      case Who.Id(var id) -> resources.find(tenant.id(), TYPE, id);
      case Who.UserName(var userName) -> findByName(tenant, userName);
    };
  }

  private Optional<StoredResource> findByName(LiveTenant tenant, String userName) {
    var schema = tenant.schemas().findResourceType(TYPE).orElseThrow();
    var filter =
        new Compare(AttributePath.of("userName"), Operator.EQ, StringNode.valueOf(userName));
    var query =
        ResourceQuery.byIndex(schema, Optional.of(FilterChecker.check(filter, schema)), 1, 1);
    return resources.query(tenant.id(), query).resources().stream().findFirst();
  }

  // As the directory compares them, so that another case is not another guess.
  private static String key(Who who) {
    return switch (who) {
      case Who.Id(var id) -> id;
      case Who.UserName(var userName) -> FoldedText.fold(userName);
    };
  }

  /// Whether a user may sign in.
  public static boolean isActive(StoredResource user) {
    return user.document().path("active").asBoolean(true);
  }
}
