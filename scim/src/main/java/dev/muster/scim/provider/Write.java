package dev.muster.scim.provider;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// A change of one resource, ready for a store: everything that needs the schema has been decided.
/// A store performs it whole, with its entry in the change feed, or not at all.
public sealed interface Write {
  String resourceType();

  String id();

  Instant at();

  /// A new resource. `members` are a new group's.
  record Create(
      String resourceType,
      String id,
      String displayName,
      ObjectNode document,
      List<LookupValue> lookups,
      List<String> members,
      Instant at)
      implements Write {
    public Create {
      lookups = List.copyOf(lookups);
      members = List.copyOf(members);
    }
  }

  /// A new document for the resource at exactly this version, and at the same time a change of its
  /// members. The lookup values are given as the difference between the two documents.
  record Update(
      String resourceType,
      String id,
      long expectedVersion,
      String displayName,
      ObjectNode document,
      List<LookupValue> addedLookups,
      List<LookupValue> removedLookups,
      MembersChange members,
      Instant at)
      implements Write {
    public Update {
      addedLookups = List.copyOf(addedLookups);
      removedLookups = List.copyOf(removedLookups);
    }
  }

  /// A change of a group's members alone: it needs no document, so nobody has to read one first.
  record ChangeMembers(
      String resourceType,
      String id,
      OptionalLong expectedVersion,
      MembersChange members,
      Instant at)
      implements Write {}

  /// Removes the resource and its memberships; a tombstone stays.
  record Delete(String resourceType, String id, OptionalLong expectedVersion, Instant at)
      implements Write {}
}
