package dev.muster.scim.provider;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Where resources, memberships and the change feed are kept. Implementations are held to
/// `ResourceStoreContract`. All calls block; reads see every write that has returned.
public interface ResourceStore {
  /// How many resources are sorted at most where the order has no lookups.
  int MOST_SORTED = 100_000;

  /// How many groups deep memberships are followed.
  int DEEPEST_NESTING = 10;

  Optional<StoredResource> find(TenantId tenant, String resourceType, String id);

  /// The resources with these ids, in no particular order; ids that do not exist are left out.
  List<StoredResource> findAll(TenantId tenant, String resourceType, Collection<String> ids);

  /// One page of a query, and how many resources it finds in all. Walking from
  /// [ResourceQuery.Start.Beginning] with the place that each page names as its next visits every
  /// resource that exists and keeps its sort key throughout the walk exactly once.
  ///
  /// Throws `tooMany` when more than [#MOST_SORTED] resources would have to be sorted: those of the
  /// type, or those that the filter's lookups find, unless the order is that of ids or of a
  /// singular attribute with lookups.
  Page query(TenantId tenant, ResourceQuery query);

  /// Resources whose id comes after `afterId` (empty string: from the start), in id order, at most
  /// `limit`. Walking with the last id of each page visits every resource that exists throughout
  /// the walk once.
  List<StoredResource> scan(TenantId tenant, String resourceType, String afterId, int limit);

  /// Performs a write and returns when it is durable.
  WriteOutcome write(TenantId tenant, Write write);

  /// Members of a group in id order, after `afterId`, at most `limit`.
  List<Member> members(TenantId tenant, String groupId, String afterId, int limit);

  long memberCount(TenantId tenant, String groupId);

  /// Whether a group has more than so many members, without counting all of them.
  default boolean hasMoreMembers(TenantId tenant, String groupId, int most) {
    return memberCount(tenant, groupId) > most;
  }

  /// Those of the candidates that are members of the group.
  Set<String> membersAmong(TenantId tenant, String groupId, Collection<String> candidates);

  /// The groups that each of these resources is a member of, directly or through at most
  /// [#DEEPEST_NESTING] levels of groups in groups; resources without groups are left out. A group
  /// on a circle of groups is not its own.
  Map<String, List<GroupReference>> groupsOf(TenantId tenant, Collection<String> memberIds);

  /// Change feed events after a sequence number, in order, at most `limit`.
  List<FeedEvent> changes(TenantId tenant, long afterSequence, int limit);

  /// Sequence number of the newest event; 0 when there is none.
  long feedHead(TenantId tenant);

  /// A group as its member sees it.
  ///
  /// @param direct whether it names the member itself
  record GroupReference(String id, String displayName, boolean direct) {}

  /// One page of a query.
  ///
  /// @param totalResults how many resources the query finds over all pages; empty for a page after
  ///   a position, whose walk began with it
  /// @param next the place after which the next page begins; empty at the end, and for a page by
  ///   index
  record Page(List<StoredResource> resources, OptionalLong totalResults, Optional<Position> next) {
    public Page {
      resources = List.copyOf(resources);
    }
  }
}
