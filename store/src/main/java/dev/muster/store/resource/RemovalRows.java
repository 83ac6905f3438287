package dev.muster.store.resource;

import dev.muster.scim.provider.FeedEvent.Kind;
import java.time.Duration;
import java.util.Optional;

/// The table `removals`: what each client has deleted, deactivated and removed, minute by minute.
/// It is written with the change itself, so that all servers on a database see the same counts.
record RemovalRows(TenantSql sql) {
  private static final long MICROS_PER_MINUTE = Duration.ofMinutes(1).toMillis() * 1_000;

  static long minute(long micros) {
    return micros / MICROS_PER_MINUTE;
  }

  void count(Origin origin, Journal.Entry entry, long at) {
    if (origin.kind() != Origin.Kind.CLIENT) {
      return;
    }
    kind(entry).ifPresent(kind -> add(origin, kind, at, 1));
    if (!entry.members().removed().isEmpty() && entry.changes().kind() != Kind.DELETED) {
      add(origin, RemovalKind.MEMBERS_REMOVED, at, entry.members().removed().size());
    }
  }

  private static Optional<RemovalKind> kind(Journal.Entry entry) {
    return switch (entry.kind()) {
      case DELETED ->
          switch (entry.resourceType()) {
            case "User" -> Optional.of(RemovalKind.USERS_DELETED);
            case "Group" -> Optional.of(RemovalKind.GROUPS_DELETED);
            default -> Optional.empty();
          };
      case DEACTIVATED -> Optional.of(RemovalKind.USERS_DEACTIVATED);
      case CREATED, RESTORED, UPDATED, ACTIVATED, MEMBERS, HELD -> Optional.empty();
    };
  }

  private void add(Origin origin, RemovalKind kind, long at, int removed) {
    var upsert =
        """
        INSERT INTO removals (tenant_id, token_id, kind, minute, removed)
        VALUES (:tenant, :token, :kind, :minute, :removed)
        ON CONFLICT (tenant_id, token_id, kind, minute)
        DO UPDATE SET removed = removals.removed + excluded.removed
        """;
    sql.statement(upsert)
        .bind("token", Long.parseLong(origin.id()))
        .bind("kind", kind.name())
        .bind("minute", minute(at))
        .bind("removed", removed)
        .execute();
  }
}
