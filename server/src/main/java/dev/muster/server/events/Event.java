package dev.muster.server.events;

import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something that happened in a tenant, under the name that receivers know it by. One entry of the
/// change feed is one event or more: a group that was created with members tells of both.
///
/// @param id the same each time that it is delivered; unique in this installation
/// @param sequence of its entry in the feed, which other events may share
/// @param name such as `user.created`
/// @param members that joined or left; at most [FeedEvent#MEMBERS_PER_EVENT]
public record Event(
    String id,
    long sequence,
    String name,
    FeedEvent.Kind kind,
    Instant at,
    String resourceType,
    String resourceId,
    long version,
    List<String> attributes,
    List<String> members) {
  static final String MEMBERS_ADDED = "members_added";
  static final String MEMBERS_REMOVED = "members_removed";

  public Event {
    attributes = List.copyOf(attributes);
    members = List.copyOf(members);
  }

  /// The events of an entry of the feed.
  static List<Event> of(TenantId tenant, FeedEvent entry) {
    var events = new ArrayList<Event>();
    verb(entry.kind()).ifPresent(verb -> events.add(event(tenant, entry, 0, verb, List.of())));
    if (!entry.membersAdded().isEmpty()) {
      events.add(event(tenant, entry, 1, MEMBERS_ADDED, entry.membersAdded()));
    }
    if (!entry.membersRemoved().isEmpty()) {
      events.add(event(tenant, entry, 2, MEMBERS_REMOVED, entry.membersRemoved()));
    }
    return events;
  }

  private static Event event(
      TenantId tenant, FeedEvent entry, int part, String verb, List<String> members) {
    var subject =
        entry.kind() == FeedEvent.Kind.HELD
            ? "tenant"
            : entry.resourceType().toLowerCase(Locale.ROOT);
    return new Event(
        "evt-%d-%d-%d".formatted(tenant.value(), entry.sequence(), part),
        entry.sequence(),
        subject + "." + verb,
        part == 0 ? entry.kind() : FeedEvent.Kind.MEMBERS,
        entry.at(),
        entry.resourceType(),
        entry.resourceId(),
        entry.version(),
        part == 0 ? entry.attributes() : List.of(),
        members);
  }

  private static Optional<String> verb(FeedEvent.Kind kind) {
    return switch (kind) {
      case CREATED -> Optional.of("created");
      case RESTORED -> Optional.of("restored");
      case UPDATED -> Optional.of("updated");
      case ACTIVATED -> Optional.of("activated");
      case DEACTIVATED -> Optional.of("deactivated");
      case DELETED -> Optional.of("deleted");
      case HELD -> Optional.of("breaker_tripped");
      case MEMBERS -> Optional.empty();
    };
  }
}
