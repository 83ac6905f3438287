package dev.muster.provisioning.expression;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All functions by name. Names ignore case: nobody is helped by a refusal of `tolower`.
final class Functions {
  private static final Map<String, Function> ALL = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    for (var group :
        List.of(TextFunctions.ALL, LogicFunctions.ALL, ValueFunctions.ALL, DateFunctions.ALL)) {
      group.forEach(function -> ALL.put(function.name(), function));
    }
  }

  private Functions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static Collection<Function> all() {
    return ALL.values();
  }

  /// A function whose name begins or ends as that one does.
  static Optional<String> similar(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    var stem = lower.substring(0, Math.min(3, lower.length()));
    return ALL.keySet().stream()
        .filter(known -> known.toLowerCase(Locale.ROOT).contains(stem))
        .findFirst();
  }
}
