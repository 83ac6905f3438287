package dev.muster.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A statement over `VALUES (?, …)` made into one over the arrays of its columns: its text is the
/// same for any number of rows, so that it stays prepared.
final class BatchArrays {
  private static final Pattern VALUES = Pattern.compile("VALUES \\(([?,\\s]+)\\)");
  private static final ConcurrentHashMap<String, NamedSql> KEPT = new ConcurrentHashMap<>();

  private final NamedSql sql;
  private final @Nullable Object[] values;

  private BatchArrays(NamedSql sql, @Nullable Object[] values) {
    this.sql = sql;
    this.values = values;
  }

  NamedSql sql() {
    return sql;
  }

  /// An array for each parameter in `VALUES`; of the others the value of the first row.
  @Nullable Object[] values() {
    return values.clone();
  }

  static BatchArrays of(NamedSql sql, List<@Nullable Object[]> rows) {
    var first = rows.getFirst();
    var matcher = VALUES.matcher(sql.text());
    if (!matcher.find()) {
      throw new IllegalArgumentException("no VALUES (?, …) in " + sql.text());
    }
    int from = questionMarks(sql.text().substring(0, matcher.start()));
    int to = from + questionMarks(matcher.group(1));
    var values = first.clone();
    var types = new ArrayList<String>();
    for (int column = from; column < to; column++) {
      values[column] = column(rows, column);
      types.add(first[column] instanceof String ? "text" : "bigint");
    }
    var unnest =
        types.stream()
            .map("CAST(? AS %s[])"::formatted)
            .collect(Collectors.joining(", ", "SELECT * FROM unnest(", ")"));
    var kept =
        KEPT.computeIfAbsent(
            sql.text(), text -> new NamedSql(matcher.replaceFirst(unnest), sql.names()));
    return new BatchArrays(kept, values);
  }

  private static int questionMarks(String text) {
    return Math.toIntExact(text.chars().filter(c -> c == '?').count());
  }

  private static Object column(List<@Nullable Object[]> rows, int column) {
    return rows.getFirst()[column] instanceof String
        ? rows.stream().map(row -> (String) row[column]).toArray(String[]::new)
        : rows.stream().map(row -> number(row[column])).toArray(Long[]::new);
  }

  private static Long number(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> (long) number;
      case null, default -> throw new IllegalStateException("cannot be in an array: " + value);
    };
  }
}
