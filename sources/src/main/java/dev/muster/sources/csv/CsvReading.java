package dev.muster.sources.csv;

import java.util.List;
import java.util.Set;

/// What was read from an HR file: the good rows, and in words what is wrong with the others.
///
/// @param problems each with its line
/// @param unreadable ids of rows that are there but cannot be used: their people are not leavers
/// @param complete whether every row could be read at least as far as its id: only then does
///   absence from the rows mean absence from the file
public record CsvReading(
    List<CsvRow> rows, List<String> problems, Set<String> unreadable, boolean complete) {
  /// The column that identifies a person.
  public static final String ID = "employee_id";

  /// The column of a person's user name.
  public static final String USER_NAME = "user_name";

  public CsvReading {
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
    unreadable = Set.copyOf(unreadable);
  }

  /// Reads a file, in UTF-8. It never throws on bad content: what is wrong is among the problems.
  public static CsvReading of(byte[] content) {
    return new CsvReader(content).read();
  }
}
