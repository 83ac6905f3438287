package dev.muster.scim.provider;

import dev.muster.scim.resource.DocumentChange;
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
  ///
  /// @param version 1, or more for one that is made again under the id of a deleted one
  record Create(
      String resourceType,
      String id,
      String displayName,
      ObjectNode document,
      List<LookupValue> lookups,
      List<String> members,
      long version,
      PasswordChange password,
      Instant at)
      implements Write {
    public Create {
      lookups = List.copyOf(lookups);
      members = List.copyOf(members);
    }
  }

  /// A new document for the resource at exactly this version, and at the same time a change of its
  /// members. The lookup values are given as the difference between the two documents.
  ///
  /// @param changes what differs between the documents, and that the password is another
  record Update(
      String resourceType,
      String id,
      long expectedVersion,
      String displayName,
      ObjectNode document,
      List<LookupValue> addedLookups,
      List<LookupValue> removedLookups,
      MembersChange members,
      List<DocumentChange> changes,
      PasswordChange password,
      Instant at)
      implements Write {
    public Update {
      changes = List.copyOf(changes);
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

  /// Brings a deleted resource back under its id, with those of its memberships whose other side
  /// still exists.
  ///
  /// @param expectedVersion at which it was deleted
  record Restore(
      String resourceType, String id, long expectedVersion, List<LookupValue> lookups, Instant at)
      implements Write {
    public Restore {
      lookups = List.copyOf(lookups);
    }
  }

  /// Removes the resource and its memberships; a tombstone stays.
  record Delete(String resourceType, String id, OptionalLong expectedVersion, Instant at)
      implements Write {}
}
