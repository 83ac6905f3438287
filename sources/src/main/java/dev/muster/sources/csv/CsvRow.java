package dev.muster.sources.csv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One person of an HR file.
///
/// @param line where the row begins, 1 for the header
/// @param id of the person: the column `employee_id`
/// @param values by column; empty ones are left out
public record CsvRow(long line, String id, Map<String, String> values) {
  public CsvRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// The value of a column; empty text if it has none.
  public String value(String column) {
    return values.getOrDefault(column, "");
  }
}
