package dev.muster.scim.schema;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Guesses which name a misspelt one meant.
public final class NearestName {
  private static final int MAX_DISTANCE = 2;

  private NearestName() {}

  /// The candidate that is fewest edits away, whatever the case; at most two.
  public static Optional<String> to(String name, Collection<String> candidates) {
    var best = Optional.<String>empty();
    int bestDistance = MAX_DISTANCE + 1;
    for (var candidate : candidates) {
      int distance = distance(name, candidate);
      // A name of two letters is within two edits of everything short.
      if (distance < bestDistance && distance < name.length()) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /// Levenshtein distance, whatever the case.
  private static int distance(String left, String right) {
    if (Math.abs(left.length() - right.length()) > MAX_DISTANCE) {
      return Integer.MAX_VALUE;
    }
    var a = left.toLowerCase(Locale.ROOT);
    var b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
