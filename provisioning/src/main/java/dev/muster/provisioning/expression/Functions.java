package dev.muster.provisioning.expression;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All functions by name, whatever the case. To add a function, add it to the list of its group:
/// [TextFunctions], [LogicFunctions], [DateFunctions], [MultiValueFunctions], [NumberFunctions],
/// [RoleFunctions] or [GeneratingFunctions].
final class Functions {
  private static final Map<String, Function> ALL = new LinkedHashMap<>();

  static {
    Stream.of(
            TextFunctions.ALL,
            LogicFunctions.ALL,
            DateFunctions.ALL,
            MultiValueFunctions.ALL,
            NumberFunctions.ALL,
            RoleFunctions.ALL,
            GeneratingFunctions.ALL)
        .flatMap(List::stream)
        .forEach(function -> ALL.put(key(function.name()), function));
  }

  private Functions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(ALL.get(key(name)));
  }

  static Collection<Function> all() {
    return ALL.values();
  }

  /// What to say about a name that is no function.
  static String unknown(String name) {
    return "unknown function \"%s\"%s"
        .formatted(name, nearest(name).map("; did you mean \"%s\"?"::formatted).orElse(""));
  }

  private static Optional<String> nearest(String name) {
    return ALL.values().stream()
        .map(Function::name)
        .filter(candidate -> distance(key(name), key(candidate)) <= Math.min(2, name.length() - 1))
        .min((left, right) ->
            Integer.compare(distance(key(name), key(left)), distance(key(name), key(right))));
  }

  /// How many letters have to be changed, added or left out.
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int changed = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[right.length()];
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
