package dev.muster.server.http;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One row of a file for people's spreadsheets (RFC 4180), with the end of its line.
public final class CsvRow {
  private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");
  private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");

  private CsvRow() {}

  /// A field that a spreadsheet would take for a formula is kept from being one: names come from
  /// people.
  public static String of(List<String> fields) {
    return fields.stream().map(CsvRow::field).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String field(String text) {
    var harmless = FORMULA.matcher(text).matches() ? "'" + text : text;
    return SPECIAL.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }
}
