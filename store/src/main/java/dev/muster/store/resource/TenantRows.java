package dev.muster.store.resource;

import dev.muster.scim.message.Json;
import dev.muster.scim.provider.LookupValue;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.Write;
import dev.muster.store.PlainText;
import dev.muster.store.Together;
import dev.muster.store.resource.Expected.UniqueValue;
import dev.muster.store.resource.LookupRows.Entry;
import dev.muster.store.resource.MemberRows.NewMember;
import dev.muster.store.resource.ResourceRows.Touched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A tenant's resources and lookups as a transaction sees and changes them. Where a statement has a
/// long way, what was foreseen is answered from memory, and what changes is written for all writes
/// together; the rest goes to the tables, after what waits to be written.
final class TenantRows {
  private final TenantSql sql;
  private final ResourceRows resources;
  private final LookupRows lookups;
  private final Foreseen foreseen = new Foreseen();
  private final Map<String, ResourceRow> inserts = new LinkedHashMap<>();
  private final Map<String, ResourceRow> updates = new LinkedHashMap<>();
  private final Set<Entry> removals = new LinkedHashSet<>();
  private final Map<Entry, Boolean> additions = new LinkedHashMap<>();
  private final List<NewMember> newMembers = new ArrayList<>();
  private boolean gathers;

  TenantRows(TenantSql sql) {
    this.sql = sql;
    this.resources = new ResourceRows(sql);
    this.lookups = new LookupRows(sql);
  }

  /// Locks the tenant's feed and asks for what the writes will need; the sequence number of its
  /// newest event.
  long lock(Expected expected) {
    if (expected.isEmpty()) {
      return new FeedRows(sql).lock();
    }
    var head = foreseen.lockAndAsk(sql, expected);
    gathers = head.isPresent();
    return head.isPresent() ? head.getAsLong() : new FeedRows(sql).lock();
  }

  boolean exists(String id) {
    return foreseen.knowsRows(List.of(id)) ? foreseen.row(id).isPresent() : settled().exists(id);
  }

  Optional<ResourceRow> find(String resourceType, String id) {
    return foreseen.knowsRows(List.of(id))
        ? foreseen.row(id).filter(row -> row.resourceType().equals(resourceType))
        : settled().find(resourceType, id);
  }

  long count(String resourceType) {
    return resources.count(resourceType);
  }

  /// Those ids that are no resources of the tenant.
  List<String> unknown(Collection<String> ids) {
    if (foreseen.knowsMembers(ids)) {
      return foreseen.unknownMembers(ids);
    }
    settle();
    return new MemberRows(sql).unknown(ids);
  }

  /// The table of members, to be changed by whoever asks.
  MemberRows members() {
    settle();
    foreseen.forgetMemberships();
    return new MemberRows(sql);
  }

  List<String> addMembers(String groupId, List<String> ids) {
    return ids.isEmpty() ? List.of() : members().add(groupId, ids);
  }

  /// As [MemberRows#change].
  MembersChanged changeMembers(String groupId, MembersChange change) {
    return switch (change) {
      case MembersChange.Delta(var add, var remove) when add.isEmpty() && remove.isEmpty() ->
          MembersChanged.NONE;
      case MembersChange.Delta(var add, var remove)
          when remove.isEmpty() && gathers && foreseen.knowsMemberships(groupId, add) ->
          join(groupId, add);
      case MembersChange.Delta delta -> members().change(groupId, delta);
      case MembersChange.ReplaceAll all -> members().change(groupId, all);
    };
  }

  private MembersChanged join(String groupId, List<String> ids) {
    var joined = new ArrayList<String>();
    for (var id : ids) {
      var type = foreseen.memberType(id).orElseThrow();
      if (foreseen.joins(groupId, id)) {
        sql.footprint().membership(id, type);
        newMembers.add(new NewMember(groupId, id, type));
        joined.add(id);
      }
    }
    return MembersChanged.of(joined, List.of());
  }

  void insert(ResourceRow row) {
    if (gathers && foreseen.knowsRows(List.of(row.id()))) {
      sql.footprint().resource(row.id());
      foreseen.rowIs(row);
      inserts.put(row.id(), row);
    } else {
      direct();
      resources.insert(row);
    }
  }

  /// As [ResourceRows#update].
  OptionalLong update(Write.Update update, Json document, long at) {
    if (!foreseen.knowsRows(List.of(update.id()))) {
      direct();
      return resources.update(update, document, at);
    }
    var before =
        foreseen
            .row(update.id())
            .filter(row -> row.resourceType().equals(update.resourceType()))
            .filter(row -> row.version() == update.expectedVersion())
            .filter(row -> !isSame(row, update.displayName(), document));
    before.ifPresent(row -> {
      change(row.changed(update.displayName(), document, at));
      sql.footprint().groups(update.resourceType());
    });
    return before.isPresent() ? OptionalLong.of(before.get().created()) : OptionalLong.empty();
  }

  private static boolean isSame(ResourceRow row, String displayName, Json document) {
    return PlainText.of(row.displayName()).equals(PlainText.of(displayName))
        && Arrays.equals(row.document().utf8(), document.utf8());
  }

  private void change(ResourceRow row) {
    sql.footprint().resource(row.id());
    foreseen.rowIs(row);
    if (inserts.replace(row.id(), row) == null) {
      updates.put(row.id(), row);
    }
  }

  /// As [ResourceRows#touch].
  List<Touched> touch(Collection<String> ids, long at) {
    if (!foreseen.knowsRows(ids)) {
      direct();
      return resources.touch(ids, at);
    }
    var touched = new ArrayList<Touched>();
    for (var id : new LinkedHashSet<>(ids)) {
      foreseen
          .row(id)
          .ifPresent(before -> {
            var row = before.changed(before.displayName(), before.document(), at);
            change(row);
            touched.add(new Touched(id, row.resourceType(), row.version()));
          });
    }
    return touched;
  }

  /// The first of the values that has to be unique and is another resource's.
  Optional<LookupValue> findTaken(String resourceType, String id, List<LookupValue> values) {
    var unique = values.stream().filter(LookupValue::unique).toList();
    if (foreseen.knowsOwners(unique.stream().map(value -> of(resourceType, value)).toList())) {
      return unique.stream()
          .filter(value ->
              foreseen
                  .owner(of(resourceType, value))
                  .filter(owner -> !owner.equals(id))
                  .isPresent())
          .findFirst();
    }
    settle();
    return lookups.findTaken(resourceType, id, unique);
  }

  private static UniqueValue of(String resourceType, LookupValue value) {
    return new UniqueValue(resourceType, value.attribute(), value.value());
  }

  void addLookups(String resourceType, String id, List<LookupValue> values) {
    if (!gathers) {
      lookups.add(resourceType, id, values);
      return;
    }
    for (var value : values) {
      additions.put(entry(resourceType, id, value), value.unique());
      if (value.unique()) {
        foreseen.ownerIs(of(resourceType, value), id);
      }
    }
  }

  void removeLookups(String resourceType, String id, List<LookupValue> values) {
    if (!gathers) {
      lookups.remove(resourceType, id, values);
      return;
    }
    for (var value : values) {
      // Removals are written first, so that one write may take what another gives up.
      var entry = entry(resourceType, id, value);
      additions.remove(entry);
      removals.add(entry);
      foreseen.ownerIsNo(of(resourceType, value), id);
    }
  }

  private static Entry entry(String resourceType, String id, LookupValue value) {
    return new Entry(resourceType, value.attribute(), value.value(), id);
  }

  /// The tables, to be changed by whoever asks: nothing is foreseen from here on.
  ResourceRows direct() {
    settle();
    foreseen.forget();
    gathers = false;
    return resources;
  }

  LookupRows directLookups() {
    direct();
    return lookups;
  }

  private ResourceRows settled() {
    settle();
    return resources;
  }

  private void settle() {
    if (!gathers) {
      return;
    }
    var together = new Together(sql.connection(), sql.dialect());
    settle(together);
    together.run();
  }

  /// Writes what has gathered.
  void settle(Together together) {
    if (!gathers) {
      return;
    }
    resources.insert(together, inserts.values());
    resources.put(together, updates.values());
    lookups.remove(together, removals);
    lookups.add(together, additions);
    new MemberRows(sql).add(together, newMembers);
    inserts.clear();
    updates.clear();
    removals.clear();
    additions.clear();
    newMembers.clear();
  }
}
