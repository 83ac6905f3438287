package dev.muster.store.resource;

import dev.muster.scim.message.Json;
import dev.muster.scim.provider.FeedEvent.Kind;
import dev.muster.scim.provider.LookupValue;
import dev.muster.scim.provider.PasswordChange;
import dev.muster.scim.provider.Write;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.store.Moments;
import dev.muster.store.resource.Journal.Entry;
import dev.muster.store.resource.ResourceRows.Touched;
import dev.muster.store.resource.TombstoneRows.Membership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Performs one write. The tenant's feed is locked, so that it can first check everything and then
/// change without any way to fail.
final class WriteTransaction {
  private final TenantRows rows;
  private final TombstoneRows tombstones;
  private final PasswordRows passwords;
  private final FeedTail feed;
  private final Journal journal;
  private final Footprint footprint;

  WriteTransaction(TenantSql sql, FeedTail feed, Origin origin) {
    this.rows = feed.rows();
    this.feed = feed;
    this.tombstones = new TombstoneRows(sql);
    this.passwords = new PasswordRows(sql, origin);
    this.journal = new Journal(sql, feed, origin);
    this.footprint = sql.footprint();
  }

  Performed create(Write.Create create, Json document, Changes changes, OptionalLong most) {
    var refusal = refusal(create).or(() -> overQuota(create.resourceType(), most));
    if (refusal.isPresent()) {
      return new Performed.Refused(refusal.get());
    }
    long at = Moments.micros(create.at());
    var row =
        new ResourceRow(
            create.id(),
            create.resourceType(),
            create.version(),
            at,
            at,
            create.displayName(),
            document);
    if (create.version() > 1) {
      tombstones.forget(create.id());
      passwords.forget(create.id());
    }
    rows.insert(row);
    passwords.change(create.id(), create.password(), at);
    feed.count(row.resourceType(), 1);
    rows.addLookups(create.resourceType(), create.id(), create.lookups());
    var joined = MembersChanged.of(rows.addMembers(create.id(), create.members()), List.of());
    journal.write(row, changes, joined, at);
    footprint.created(row);
    return new Performed.Done(row, true);
  }

  private Performed done(ResourceRow row) {
    footprint.resourceIs(row);
    return new Performed.Done(row, true);
  }

  private Optional<WriteOutcome> refusal(Write.Create create) {
    if (rows.exists(create.id())) {
      return Optional.of(new WriteOutcome.Duplicate("id", create.id()));
    }
    return taken(create, create.lookups()).or(() -> unknown(create.members()));
  }

  private Optional<WriteOutcome> overQuota(String resourceType, OptionalLong most) {
    return most.isPresent() && rows.count(resourceType) >= most.getAsLong()
        ? Optional.of(new WriteOutcome.QuotaReached(most.getAsLong()))
        : Optional.empty();
  }

  Performed update(Write.Update update, Json document, Changes changes) {
    var refusal =
        taken(update, update.addedLookups()).or(() -> unknown(Expected.added(update.members())));
    if (refusal.isPresent()) {
      return new Performed.Refused(notAt(update).orElse(refusal.get()));
    }
    long at = Moments.micros(update.at());
    var created = rows.update(update, document, at);
    if (created.isEmpty()) {
      return notUpdated(update, changes);
    }
    passwords.change(update.id(), update.password(), at);
    rows.removeLookups(update.resourceType(), update.id(), update.removedLookups());
    rows.addLookups(update.resourceType(), update.id(), update.addedLookups());
    var after =
        new ResourceRow(
            update.id(),
            update.resourceType(),
            update.expectedVersion() + 1,
            created.getAsLong(),
            at,
            update.displayName(),
            document);
    var changed = rows.changeMembers(update.id(), update.members());
    journal.write(after, changes, changed, at);
    return done(after);
  }

  private Performed notUpdated(Write.Update update, Changes changes) {
    var refusal = notAt(update);
    if (refusal.isPresent()) {
      return new Performed.Refused(refusal.get());
    }
    var same = rows.find(update.resourceType(), update.id()).orElseThrow();
    if (!update.password().equals(PasswordChange.NONE)) {
      return passwordChanged(same, update, changes);
    }
    return membersChanged(same, rows.changeMembers(update.id(), update.members()), update);
  }

  /// A user of whom nothing but the password changes has a new version too.
  private Performed passwordChanged(ResourceRow before, Write.Update update, Changes changes) {
    long at = Moments.micros(update.at());
    var after = before.changed(before.displayName(), before.document(), at);
    rows.touch(List.of(after.id()), at);
    passwords.change(update.id(), update.password(), at);
    journal.write(after, changes, MembersChanged.NONE, at);
    return done(after);
  }

  private Optional<WriteOutcome> notAt(Write.Update update) {
    return notAt(
        rows.find(update.resourceType(), update.id()), OptionalLong.of(update.expectedVersion()));
  }

  Performed changeMembers(Write.ChangeMembers change) {
    var found = rows.find(change.resourceType(), change.id());
    var refusal =
        notAt(found, change.expectedVersion()).or(() -> unknown(Expected.added(change.members())));
    if (refusal.isPresent()) {
      return new Performed.Refused(refusal.get());
    }
    return membersChanged(
        found.orElseThrow(), rows.changeMembers(change.id(), change.members()), change);
  }

  private Performed membersChanged(ResourceRow before, MembersChanged changed, Write write) {
    if (changed.isEmpty()) {
      return new Performed.Done(before, false);
    }
    long at = Moments.micros(write.at());
    var after = before.changed(before.displayName(), before.document(), at);
    rows.touch(List.of(after.id()), at);
    journal.write(after, Changes.NONE, changed, at);
    return done(after);
  }

  Performed delete(Write.Delete delete) {
    var found = rows.direct().find(delete.resourceType(), delete.id());
    var refusal = notAt(found, delete.expectedVersion());
    if (refusal.isPresent()) {
      return new Performed.Refused(refusal.get());
    }
    var row = found.orElseThrow();
    long at = Moments.micros(delete.at());
    tombstones.bury(row, at);
    rows.members().clear(row.id());
    var entries = new ArrayList<>(leaveGroups(row, at));
    rows.directLookups().removeAll(row.id());
    rows.direct().delete(row);
    feed.count(row.resourceType(), -1);
    entries.add(Entry.of(row, Changes.of(Kind.DELETED), MembersChanged.NONE));
    journal.write(entries, at);
    return new Performed.Done(row, true);
  }

  private List<Entry> leaveGroups(ResourceRow row, long at) {
    var left = new MembersChanged(List.of(), List.of(row.id()));
    return touched(rows.members().leaveAll(row.id()), left, at);
  }

  private List<Entry> touched(List<String> groups, MembersChanged change, long at) {
    return rows.touch(groups, at).stream()
        .sorted(Comparator.comparing(Touched::id))
        .map(group ->
            new Entry(
                group.resourceType(),
                group.id(),
                group.version(),
                OptionalLong.empty(),
                Changes.NONE,
                change))
        .toList();
  }

  Performed restore(Write.Restore restore) {
    rows.direct();
    var buried =
        tombstones
            .find(restore.id())
            .map(TombstoneRows.DeletedRow::row)
            .filter(row -> row.resourceType().equals(restore.resourceType()));
    var refusal =
        notAt(buried, OptionalLong.of(restore.expectedVersion()))
            .or(() -> taken(restore, restore.lookups()));
    if (refusal.isPresent()) {
      return new Performed.Refused(refusal.get());
    }
    long at = Moments.micros(restore.at());
    var before = buried.orElseThrow();
    var row = before.changed(before.displayName(), before.document(), at);
    rows.insert(row);
    feed.count(row.resourceType(), 1);
    rows.addLookups(row.resourceType(), row.id(), restore.lookups());
    var entries = rejoin(row, at);
    tombstones.forget(row.id());
    journal.write(entries, at);
    return done(row);
  }

  /// Takes up the memberships that the deletion ended, where the other side still exists.
  private List<Entry> rejoin(ResourceRow row, long at) {
    var memberships = tombstones.memberships(row.id());
    var own =
        memberships.stream().filter(m -> m.groupId().equals(row.id())).map(Membership::memberId);
    var joined = MembersChanged.of(rows.members().add(row.id(), own.toList()), List.of());
    var entries = new ArrayList<Entry>();
    entries.add(Entry.of(row, Changes.of(Kind.RESTORED), joined));
    var groups =
        memberships.stream()
            .map(Membership::groupId)
            .filter(group -> !group.equals(row.id()) && rows.exists(group))
            .toList();
    groups.forEach(group -> rows.members().add(group, List.of(row.id())));
    entries.addAll(touched(groups, new MembersChanged(List.of(row.id()), List.of()), at));
    return entries;
  }

  private static Optional<WriteOutcome> notAt(Optional<ResourceRow> found, OptionalLong expected) {
    if (found.isEmpty()) {
      return Optional.of(new WriteOutcome.Missing());
    }
    long version = found.get().version();
    return expected.isEmpty() || expected.getAsLong() == version
        ? Optional.empty()
        : Optional.of(new WriteOutcome.Stale(version));
  }

  private Optional<WriteOutcome> taken(Write write, List<LookupValue> values) {
    return rows.findTaken(write.resourceType(), write.id(), values)
        .map(lookup -> new WriteOutcome.Duplicate(lookup.attribute(), lookup.value()));
  }

  private Optional<WriteOutcome> unknown(List<String> ids) {
    var unknown = rows.unknown(ids);
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(new WriteOutcome.UnknownMembers(unknown));
  }
}
