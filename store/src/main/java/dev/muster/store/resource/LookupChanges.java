package dev.muster.store.resource;

import dev.muster.scim.provider.LookupValue;
import dev.muster.scim.provider.Lookups;
import dev.muster.store.resource.LookupWork.Task;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Performs changes of lookups in one transaction. It holds the lock of the tenant's feed: nobody
/// writes resources meanwhile, so what is found here stays true until it is done.
final class LookupChanges {
  /// Lookups of so many resources are made at once; those of more in the background.
  static final int AT_ONCE = 1_000;

  private static final int NAMED_DUPLICATES = 10;

  private final TenantSql sql;
  private final ResourceRows resources;
  private final LookupRows lookups;
  private final LookupWorkRows work;
  private final long head;
  private final long due;

  /// @param due when nobody writes by the definitions before any more
  LookupChanges(TenantSql sql, long due) {
    this.sql = sql;
    this.resources = new ResourceRows(sql);
    this.lookups = new LookupRows(sql);
    this.work = new LookupWorkRows(sql);
    this.head = new FeedRows(sql).lock();
    this.due = due;
  }

  /// Why the changes cannot be made, if they cannot.
  Optional<DefinitionOutcome> refusal(List<LookupChange> changes) {
    return changes.stream().flatMap(change -> refusal(change).stream()).findFirst();
  }

  void perform(List<LookupChange> changes) {
    changes.forEach(this::perform);
  }

  private Optional<DefinitionOutcome> refusal(LookupChange change) {
    var busy = work.find(type(change), attribute(change)).filter(w -> w.task() != Task.SETTLE);
    return switch (change) {
      case LookupChange.Want want ->
          busy.<DefinitionOutcome>map(DefinitionOutcome.Busy::new).or(() -> refusal(want));
      case LookupChange.MakeUnique make ->
          busy.<DefinitionOutcome>map(DefinitionOutcome.Busy::new)
              .or(() -> duplicates(change, rows(change).duplicates(NAMED_DUPLICATES)));
      case LookupChange.MakeCommon make -> busy.map(DefinitionOutcome.Busy::new);
      case LookupChange.Drop drop -> Optional.empty();
    };
  }

  private Optional<DefinitionOutcome> refusal(LookupChange.Want want) {
    if (!want.unique()) {
      return Optional.empty();
    }
    if (!isSmall(want)) {
      return want.valueless()
          ? Optional.empty()
          : Optional.of(new DefinitionOutcome.NeedsLookups(type(want), attribute(want)));
    }
    var owners = new HashMap<String, String>();
    var twice = new LinkedHashSet<String>();
    made(want)
        .forEach((id, values) ->
            values.forEach(value -> {
              if (owners.putIfAbsent(value.value(), id) != null) {
                twice.add(value.value());
              }
            }));
    return duplicates(want, twice.stream().limit(NAMED_DUPLICATES).toList());
  }

  private static Optional<DefinitionOutcome> duplicates(LookupChange change, List<String> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new DefinitionOutcome.Duplicates(type(change), attribute(change), values));
  }

  private void perform(LookupChange change) {
    switch (change) {
      case LookupChange.Want want when isSmall(want) -> {
        made(want).forEach((id, values) -> lookups.add(type(want), id, values));
        settle(want, want.unique());
      }
      case LookupChange.Want want ->
          work.put(
              LookupWorkRows.start(
                  type(want),
                  attribute(want),
                  Task.BUILD,
                  want.unique(),
                  resources.count(type(want))),
              due);
      case LookupChange.MakeUnique make -> {
        rows(make).mark(true);
        settle(make, true);
      }
      case LookupChange.MakeCommon make -> {
        rows(make).mark(false);
        settle(make, false);
      }
      case LookupChange.Drop drop ->
          work.put(LookupWorkRows.start(type(drop), attribute(drop), Task.DROP, false, 0), due);
    }
  }

  private void settle(LookupChange change, boolean unique) {
    work.put(
        new LookupWork(type(change), attribute(change), Task.SETTLE, unique, "", 0, 0, head), due);
  }

  private boolean isSmall(LookupChange change) {
    return resources.count(type(change)) <= AT_ONCE;
  }

  private Map<String, List<LookupValue>> made(LookupChange.Want want) {
    var byId = new HashMap<String, List<LookupValue>>();
    for (var row : resources.after(type(want), "", AT_ONCE + 1)) {
      var values = Lookups.at(want.path(), row.document().tree(), want.unique());
      if (!values.isEmpty()) {
        byId.put(row.id(), values);
      }
    }
    return byId;
  }

  private AttributeLookups rows(LookupChange change) {
    return new AttributeLookups(sql, type(change), attribute(change));
  }

  private static String type(LookupChange change) {
    return change.schema().type().name();
  }

  private static String attribute(LookupChange change) {
    return change.path().toString();
  }
}
