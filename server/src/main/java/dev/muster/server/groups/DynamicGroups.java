package dev.muster.server.groups;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.Write;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.DynamicGroup;
import dev.muster.store.resource.DynamicGroupStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Brings the members of dynamic groups to what their rules say.
///
/// It follows the change feed: who changed is looked at again, and so is whoever was put into such
/// a group, or taken out, by hand. Several servers may do so at once: each looks at what is there
/// now, and what one of them wrote late is looked at again.
public final class DynamicGroups {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicGroups.class);
  private static final int EVENTS = 1_000;
  private static final int USERS = 500;

  private final DynamicGroupStore groups;
  private final ResourceStore resources;
  private final LiveTenants tenants;
  private final Clock clock;

  /// @param resources writing for the server itself
  public DynamicGroups(
      DynamicGroupStore groups, ResourceStore resources, LiveTenants tenants, Clock clock) {
    this.groups = groups;
    this.resources = resources;
    this.tenants = tenants;
    this.clock = clock;
  }

  private record Ruled(DynamicGroup group, GroupRule rule) {}

  /// Brings the groups of all tenants up to date, as far as the feeds reach now.
  public void followAll() {
    for (var progress : groups.tenants()) {
      if (progress.followed() < resources.feedHead(progress.tenant())) {
        follow(progress.tenant());
      }
    }
  }

  private void follow(TenantId tenant) {
    while (true) {
      var ruled = ruled(tenant);
      for (var group : ruled) {
        if (group.group().followed() == DynamicGroup.UNREAD) {
          readWhole(tenant, group);
        }
      }
      var following =
          ruled.stream().filter(group -> group.group().followed() != DynamicGroup.UNREAD).toList();
      if (following.isEmpty() || !followPortion(tenant, following)) {
        return;
      }
    }
  }

  /// The groups that there is something to do for. Of the others it is only noted that they have
  /// been looked at: one that comes back says so in the feed.
  private List<Ruled> ruled(TenantId tenant) {
    var head = OptionalLong.of(resources.feedHead(tenant));
    var known = groups.groups(tenant);
    var there =
        resources
            .findAll(tenant, "Group", known.stream().map(DynamicGroup::groupId).toList())
            .stream()
            .map(StoredResource::id)
            .collect(Collectors.toSet());
    var ruled = new ArrayList<Ruled>();
    for (var group : known) {
      var rule =
          there.contains(group.groupId()) ? rule(tenant, group) : Optional.<GroupRule>empty();
      rule.ifPresentOrElse(
          parsed -> ruled.add(new Ruled(group, parsed)), () -> groups.follow(tenant, group, head));
    }
    return ruled;
  }

  private Optional<GroupRule> rule(TenantId tenant, DynamicGroup group) {
    var users = tenants.require(tenant).schemas().findResourceType("User").orElseThrow();
    try {
      return Optional.of(GroupRule.parse(group.rule(), users));
    } catch (ScimException e) {
      LOG.warn(
          "the rule of group {} no longer fits the schema, and its members stay until it is set again: {}",
          group.groupId(),
          e.detail());
      return Optional.empty();
    }
  }

  /// Looks at everyone, for one group that has a new rule.
  private void readWhole(TenantId tenant, Ruled group) {
    var head = resources.feedHead(tenant);
    var after = "";
    while (true) {
      var users = resources.scan(tenant, "User", after, USERS);
      if (users.isEmpty()) {
        break;
      }
      var ids = users.stream().map(StoredResource::id).toList();
      if (!apply(tenant, group, ids, users)) {
        return;
      }
      after = users.getLast().id();
    }
    removeOthers(tenant, group);
    groups.follow(tenant, group.group(), OptionalLong.of(head));
  }

  /// Takes out members that are no users: groups that were in the group before it had a rule.
  private void removeOthers(TenantId tenant, Ruled group) {
    var after = "";
    while (true) {
      var members = resources.members(tenant, group.group().groupId(), after, USERS);
      if (members.isEmpty()) {
        return;
      }
      var others =
          members.stream()
              .filter(member -> !member.resourceType().equals("User"))
              .map(member -> member.id())
              .toList();
      write(tenant, group, List.of(), others);
      after = members.getLast().id();
    }
  }

  /// Looks at whom the next events name; false if there are none.
  private boolean followPortion(TenantId tenant, List<Ruled> following) {
    var from = following.stream().mapToLong(group -> group.group().followed()).min().orElse(0);
    var events = resources.changes(tenant, from, EVENTS);
    if (events.isEmpty() || events.getFirst().sequence() > from + 1) {
      // What happened meanwhile is no longer in the feed.
      var gone = resources.feedHead(tenant) > from;
      if (gone) {
        following.forEach(group -> groups.follow(tenant, group.group(), OptionalLong.empty()));
      }
      return gone;
    }
    var touched = touched(events, following);
    for (var page : pages(touched)) {
      var users = resources.findAll(tenant, "User", page);
      following.forEach(group -> apply(tenant, group, page, users));
    }
    var last = events.getLast().sequence();
    for (var group : following) {
      if (group.group().followed() < last) {
        groups.follow(tenant, group.group(), followed(events, group, last));
      }
    }
    return true;
  }

  /// A group that was deleted and came back has to be looked at as a whole.
  private static OptionalLong followed(List<FeedEvent> events, Ruled group, long last) {
    var restored =
        events.stream()
            .anyMatch(event ->
                event.kind() == FeedEvent.Kind.RESTORED
                    && event.resourceId().equals(group.group().groupId()));
    return restored ? OptionalLong.empty() : OptionalLong.of(last);
  }

  private static Set<String> touched(List<FeedEvent> events, List<Ruled> following) {
    var own = following.stream().map(group -> group.group().groupId()).collect(Collectors.toSet());
    var touched = new HashSet<String>();
    for (var event : events) {
      if (event.resourceType().equals("User")) {
        touched.add(event.resourceId());
      } else if (own.contains(event.resourceId())) {
        touched.addAll(event.membersAdded());
        touched.addAll(event.membersRemoved());
      }
    }
    return touched;
  }

  /// Brings these ids into the group or out of it; false if the group is gone.
  private boolean apply(
      TenantId tenant, Ruled group, Collection<String> ids, List<StoredResource> users) {
    var wanted = new HashSet<String>();
    for (var user : users) {
      ObjectNode document = user.document().deepCopy().put("id", user.id());
      if (group.rule().matches(document)) {
        wanted.add(user.id());
      }
    }
    var members = resources.membersAmong(tenant, group.group().groupId(), ids);
    var add = wanted.stream().filter(id -> !members.contains(id)).toList();
    var remove = members.stream().filter(id -> !wanted.contains(id)).toList();
    return write(tenant, group, add, remove);
  }

  private boolean write(TenantId tenant, Ruled group, List<String> add, List<String> remove) {
    if (add.isEmpty() && remove.isEmpty()) {
      return true;
    }
    var change =
        new Write.ChangeMembers(
            "Group",
            group.group().groupId(),
            OptionalLong.empty(),
            new MembersChange.Delta(add, remove),
            clock.instant());
    return switch (resources.write(tenant, change)) {
      case WriteOutcome.Written written -> true;
      case WriteOutcome.Missing missing -> false;
      // Somebody was deleted at the same moment; the rest must not wait for that.
      case WriteOutcome.UnknownMembers(var unknown) ->
          write(tenant, group, without(add, unknown), remove);
      case WriteOutcome.Stale stale -> write(tenant, group, add, remove);
      case WriteOutcome.Duplicate duplicate -> true;
      case WriteOutcome.QuotaReached quota -> true;
    };
  }

  private static List<String> without(List<String> ids, List<String> gone) {
    return ids.stream().filter(id -> !gone.contains(id)).toList();
  }

  private static List<List<String>> pages(Set<String> ids) {
    var all = List.copyOf(ids);
    var pages = new ArrayList<List<String>>();
    for (var from = 0; from < all.size(); from += USERS) {
      pages.add(all.subList(from, Math.min(all.size(), from + USERS)));
    }
    return pages;
  }

  /// Says whether a group's members are as its rule wants them, as far as the feed reaches now.
  boolean upToDate(TenantId tenant, DynamicGroup group) {
    return group.followed() >= resources.feedHead(tenant);
  }
}
