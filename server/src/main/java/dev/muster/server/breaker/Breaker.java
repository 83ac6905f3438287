package dev.muster.server.breaker;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.Write;
import dev.muster.server.tenant.CircuitBreaker;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.Hold;
import dev.muster.store.resource.Origin;
import dev.muster.store.resource.RemovalKind;
import dev.muster.store.resource.RemovalStore;
import dev.muster.store.resource.WriteGate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops a client that takes away the access of more than a share of its tenant within a window.
/// Only what takes away is refused from then on; reading, creating and changing go on. Only writes
/// that take away are looked at: two short reads each.
public final class Breaker implements WriteGate {
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
  private static final int PERCENT = 100;

  private final LiveTenants tenants;
  private final RemovalStore removals;
  private final Consumer<TenantId> feedMoved;
  private final Clock clock;

  /// @param feedMoved is told when a client was stopped
  public Breaker(
      LiveTenants tenants, RemovalStore removals, Consumer<TenantId> feedMoved, Clock clock) {
    this.tenants = tenants;
    this.removals = removals;
    this.feedMoved = feedMoved;
    this.clock = clock;
  }

  @Override
  public void admit(TenantId tenant, Origin origin, Write write) {
    if (origin.kind() != Origin.Kind.CLIENT) {
      return;
    }
    var removal = Removal.of(write, group -> removals.memberCount(tenant, group));
    if (removal.isEmpty()) {
      return;
    }
    var settings = tenants.require(tenant).settings().circuitBreaker();
    if (settings.enabled()) {
      admit(tenant, origin, removal.get(), settings);
    }
  }

  private void admit(TenantId tenant, Origin origin, Removal removal, CircuitBreaker settings) {
    long token = Long.parseLong(origin.id());
    var now = clock.instant();
    var hold = removals.newest(tenant, token);
    if (hold.isPresent()) {
      switch (hold.get().status()) {
        case OPEN, REJECTED -> throw refused(hold.get(), settings);
        case APPROVED -> {
          if (hold.get().ends().filter(now::isBefore).isPresent()) {
            return;
          }
        }
      }
    }
    var since = countedSince(hold, now, settings);
    var excess = excess(tenant, removal, removals.since(tenant, token, since), settings);
    if (excess.isPresent()) {
      throw refused(trip(tenant, origin, removal.kind(), excess.get(), now), settings);
    }
  }

  // What was approved is not held against the client again.
  private static Instant countedSince(Optional<Hold> hold, Instant now, CircuitBreaker settings) {
    var begin = now.minus(settings.window());
    return hold.flatMap(Hold::ends).filter(begin::isBefore).orElse(begin);
  }

  private record Excess(long removed, long total) {}

  private Optional<Excess> excess(
      TenantId tenant, Removal removal, Map<RemovalKind, Long> counted, CircuitBreaker settings) {
    long deleted = counted.getOrDefault(RemovalKind.USERS_DELETED, 0L);
    return switch (removal.kind()) {
      case USERS_DELETED, USERS_DEACTIVATED -> {
        long removed =
            deleted + counted.getOrDefault(RemovalKind.USERS_DEACTIVATED, 0L) + removal.amount();
        yield removed <= settings.minimum()
            ? Optional.empty()
            : above(removed, removals.count(tenant, "User") + deleted, settings.share());
      }
      case GROUPS_DELETED -> {
        long before = counted.getOrDefault(RemovalKind.GROUPS_DELETED, 0L);
        long removed = before + removal.amount();
        yield removed <= settings.minimum()
            ? Optional.empty()
            : above(removed, removals.count(tenant, "Group") + before, settings.share());
      }
      case MEMBERS_REMOVED -> {
        long removed = counted.getOrDefault(RemovalKind.MEMBERS_REMOVED, 0L) + removal.amount();
        yield removed <= settings.memberMinimum()
            ? Optional.empty()
            : above(removed, removals.count(tenant, "User") + deleted, settings.memberShare());
      }
    };
  }

  private static Optional<Excess> above(long removed, long total, int share) {
    return removed * PERCENT > total * share
        ? Optional.of(new Excess(removed, total))
        : Optional.empty();
  }

  private Hold trip(TenantId tenant, Origin origin, RemovalKind kind, Excess excess, Instant now) {
    long token = Long.parseLong(origin.id());
    var opened =
        removals.open(tenant, token, origin.name(), kind, excess.removed(), excess.total(), now);
    if (opened.isEmpty()) {
      return removals
          .newest(tenant, token)
          .orElseThrow(() -> new IllegalStateException("a hold of token " + token + " vanished"));
    }
    LOG.warn(
        "circuit breaker: client \"{}\" of tenant {} is held (hold {}): {} {} of {}; approve or reject it in the admin API",
        origin.name(),
        tenants.require(tenant).name(),
        opened.get().id(),
        excess.removed(),
        HoldRoutes.words(kind),
        excess.total());
    feedMoved.accept(tenant);
    return opened.get();
  }

  private static ScimException refused(Hold hold, CircuitBreaker settings) {
    var what =
        "this client is held by the circuit breaker: %d %s of %d within %d minutes (hold %d)"
            .formatted(
                hold.removed(),
                HoldRoutes.words(hold.kind()),
                hold.total(),
                settings.windowMinutes(),
                hold.id());
    return switch (hold.status()) {
      case REJECTED ->
          ScimException.status(
              403, what + "; an administrator has rejected it: ask them, or send a new token");
      case OPEN, APPROVED ->
          ScimException.status(
              settings.status(),
              what + "; nothing is lost: an administrator has to approve it, then send it again");
    };
  }
}
