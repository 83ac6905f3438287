package dev.muster.sources.csv;

import dev.muster.provisioning.source.Entry;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.source.SourceChanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;

/// An HR file as a source: its rows are users, their departments are groups.
///
/// It keeps no changes: a new file is read whole, and the plan holds what differs. 50,000 rows take
/// about a second.
public final class CsvSource implements Source {
  private static final String USER = "User";
  private static final String GROUP = "Group";
  private static final String DEPARTMENT = "department";

  private final long revision;
  private final CsvReading reading;
  private final Map<String, CsvRow> rows = new LinkedHashMap<>();
  private final Map<String, String> departments = new LinkedHashMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();

  /// @param revision the file's number: a later upload has a greater one
  public CsvSource(long revision, CsvReading reading) {
    this.revision = revision;
    this.reading = reading;
    for (var row : reading.rows()) {
      rows.put(row.id(), row);
      var department = row.value(DEPARTMENT);
      if (!department.isEmpty()) {
        var group = groupId(department);
        departments.putIfAbsent(group, department);
        members.computeIfAbsent(group, id -> new LinkedHashSet<>()).add(row.id());
      }
    }
  }

  private static String groupId(String department) {
    return "department:" + department.toLowerCase(Locale.ROOT);
  }

  @Override
  public long head() {
    return revision;
  }

  @Override
  public Optional<SourceChanges> changesSince(long watermark) {
    return Optional.empty();
  }

  @Override
  public Reading readAll(String objectType, Consumer<List<Entry>> page) {
    var entries = entries(objectType);
    for (var from = 0; from < entries.size(); from += PAGE) {
      page.accept(entries.subList(from, Math.min(entries.size(), from + PAGE)));
    }
    return objectType.equals(USER)
        ? new Reading(reading.complete(), reading.problems(), reading.unreadable())
        : new Reading(reading.complete() && reading.unreadable().isEmpty(), List.of(), Set.of());
  }

  @Override
  public List<Entry> read(String objectType, Collection<String> ids) {
    var entries = new ArrayList<Entry>();
    for (var id : ids) {
      find(objectType, id).ifPresent(entries::add);
    }
    return entries;
  }

  @Override
  public Map<String, Set<String>> groupsOf(Collection<String> memberIds) {
    var groups = new HashMap<String, Set<String>>();
    for (var id : memberIds) {
      var row = rows.get(id);
      if (row != null && !row.value(DEPARTMENT).isEmpty()) {
        groups.put(id, Set.of(groupId(row.value(DEPARTMENT))));
      }
    }
    return groups;
  }

  @Override
  public void members(String groupId, Consumer<List<String>> page) {
    var ids = List.copyOf(members.getOrDefault(groupId, Set.of()));
    for (var from = 0; from < ids.size(); from += PAGE) {
      page.accept(ids.subList(from, Math.min(ids.size(), from + PAGE)));
    }
  }

  @Override
  public Set<String> membersAmong(String groupId, Collection<String> candidates) {
    var among = new LinkedHashSet<>(candidates);
    among.retainAll(members.getOrDefault(groupId, Set.of()));
    return among;
  }

  private List<Entry> entries(String objectType) {
    return switch (objectType) {
      case USER -> rows.values().stream().map(CsvSource::user).toList();
      case GROUP ->
          departments.entrySet().stream()
              .map(department -> group(department.getKey(), department.getValue()))
              .toList();
      default -> List.of();
    };
  }

  private Optional<Entry> find(String objectType, String id) {
    return switch (objectType) {
      case USER -> Optional.ofNullable(rows.get(id)).map(CsvSource::user);
      case GROUP -> Optional.ofNullable(departments.get(id)).map(name -> group(id, name));
      default -> Optional.empty();
    };
  }

  private static Entry user(CsvRow row) {
    var attributes = JsonNodeFactory.instance.objectNode();
    row.values().forEach(attributes::put);
    var name = row.values().getOrDefault("display_name", row.value(CsvReading.USER_NAME));
    return new Entry(USER, row.id(), name, attributes);
  }

  private static Entry group(String id, String name) {
    var attributes = JsonNodeFactory.instance.objectNode();
    attributes.put("id", id).put("display_name", name);
    return new Entry(GROUP, id, name, attributes);
  }
}
