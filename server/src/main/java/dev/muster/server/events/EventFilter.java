package dev.muster.server.events;

import dev.muster.server.http.HttpException;
import java.util.List;
import java.util.regex.Pattern;

/// Which events somebody wants: names such as `user.created`, `user.*`, or `*` for all.
record EventFilter(List<String> names) {
  private static final Pattern NAME = Pattern.compile("\\*|[a-z0-9_-]+\\.(\\*|[a-z_]+)");

  EventFilter {
    names = List.copyOf(names);
  }

  /// Throws 400 when one of the names cannot be one.
  static EventFilter parse(List<String> names) {
    for (var name : names) {
      if (!NAME.matcher(name).matches()) {
        throw HttpException.invalid(
            "events", "\"%s\" is no name of events; try \"user.created\" or \"*\"".formatted(name));
      }
    }
    return new EventFilter(names.isEmpty() ? List.of("*") : names);
  }

  boolean wants(Event event) {
    var subject = event.name().substring(0, event.name().indexOf('.'));
    return names.contains("*") || names.contains(event.name()) || names.contains(subject + ".*");
  }
}
