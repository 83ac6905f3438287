package dev.muster.store.resource;

import dev.muster.scim.provider.LookupValue;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.Write;
import dev.muster.store.Transaction;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the writes of a transaction will ask the tables, as far as it is known before they run.
final class Expected implements Transaction.Gathered {
  // More are asked for by the write itself.
  private static final int MOST_MEMBERS = 100;

  private final Set<String> ids = new LinkedHashSet<>();
  private final Set<String> members = new LinkedHashSet<>();
  private final Set<Membership> memberships = new LinkedHashSet<>();
  private final Set<UniqueValue> uniqueValues = new LinkedHashSet<>();

  /// That a group may have a member.
  record Membership(String groupId, String memberId) {}

  /// A value that at most one resource of a type has.
  record UniqueValue(String resourceType, String attribute, String value) {}

  void add(Write write) {
    switch (write) {
      case Write.Create create -> add(create, create.lookups(), create.members());
      case Write.Update update -> add(update, update.addedLookups(), added(update.members()));
      case Write.ChangeMembers change -> add(change, List.of(), added(change.members()));
      case Write.Restore restore -> {
        // It asks more than others, and seldom.
      }
      case Write.Delete delete -> {
        // The same.
      }
    }
  }

  private void add(Write write, List<LookupValue> lookups, Collection<String> joining) {
    ids.add(write.id());
    for (var lookup : lookups) {
      if (lookup.unique()) {
        uniqueValues.add(new UniqueValue(write.resourceType(), lookup.attribute(), lookup.value()));
      }
    }
    if (joining.size() <= MOST_MEMBERS) {
      members.addAll(joining);
      joining.forEach(member -> memberships.add(new Membership(write.id(), member)));
    }
  }

  static List<String> added(MembersChange change) {
    return switch (change) {
      case MembersChange.Delta delta -> delta.add();
      case MembersChange.ReplaceAll all -> all.members();
    };
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  Set<String> ids() {
    return ids;
  }

  Set<String> members() {
    return members;
  }

  Set<Membership> memberships() {
    return memberships;
  }

  Set<UniqueValue> uniqueValues() {
    return uniqueValues;
  }

  @Override
  public void settle() {
    // There is nothing to write.
  }
}
