package dev.muster.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// SQL with named parameters such as `:tenant`, taken apart into what JDBC understands.
///
/// @param text with a question mark for each parameter
/// @param names of the parameters, in the order of the question marks; a name may come twice
record NamedSql(String text, List<String> names) {
  // Statements of the code are some hundred; filters make others, of as many shapes as they have.
  private static final int MOST_KEPT = 2_000;
  private static final ConcurrentHashMap<String, NamedSql> KEPT = new ConcurrentHashMap<>();

  static NamedSql of(String sql) {
    var kept = KEPT.get(sql);
    if (kept != null) {
      return kept;
    }
    var parsed = parse(sql);
    if (KEPT.size() < MOST_KEPT) {
      KEPT.put(sql, parsed);
    }
    return parsed;
  }

  private static NamedSql parse(String sql) {
    var text = new StringBuilder(sql.length());
    var names = new ArrayList<String>();
    int at = 0;
    while (at < sql.length()) {
      int end = end(sql, at);
      if (isParameter(sql, at, end)) {
        text.append('?');
        names.add(sql.substring(at + 1, end));
      } else {
        text.append(sql, at, end);
      }
      at = end;
    }
    return new NamedSql(text.toString(), List.copyOf(names));
  }

  private static boolean isParameter(String sql, int at, int end) {
    return sql.charAt(at) == ':' && end > at + 1;
  }

  /// Where the piece ends that begins here: a quoted text, a parameter, or one character.
  private static int end(String sql, int at) {
    return switch (sql.charAt(at)) {
      case '\'' -> {
        int closing = sql.indexOf('\'', at + 1);
        yield closing < 0 ? sql.length() : closing + 1;
      }
      case ':' -> {
        int end = at + 1;
        while (end < sql.length() && Character.isLetterOrDigit(sql.charAt(end))) {
          end++;
        }
        yield end;
      }
      default -> at + 1;
    };
  }
}
