package dev.muster.scim.provider;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where resources, memberships and the change feed are kept. Implementations are held to
/// `ResourceStoreContract`. All calls block; reads see every write that has returned.
public interface ResourceStore {

  Optional<StoredResource> find(TenantId tenant, String resourceType, String id);

  /// The resources with these ids, in no particular order; ids that do not exist are left out.
  List<StoredResource> findAll(TenantId tenant, String resourceType, Collection<String> ids);

  /// One page of a query, and how many resources it finds in all.
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

  /// Those of the candidates that are members of the group.
  Set<String> membersAmong(TenantId tenant, String groupId, Collection<String> candidates);

  /// The groups that each of these resources is a direct member of; resources without groups are
  /// left out.
  Map<String, List<GroupReference>> groupsOf(TenantId tenant, Collection<String> memberIds);

  /// Change feed events after a sequence number, in order, at most `limit`.
  List<FeedEvent> changes(TenantId tenant, long afterSequence, int limit);

  /// Sequence number of the newest event; 0 when there is none.
  long feedHead(TenantId tenant);

  /// A group as its member sees it.
  record GroupReference(String id, String displayName) {}

  /// One page of a query.
  ///
  /// @param totalResults how many resources the query finds over all pages
  record Page(List<StoredResource> resources, long totalResults) {
    public Page {
      resources = List.copyOf(resources);
    }
  }
}
