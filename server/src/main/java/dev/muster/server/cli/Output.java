package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What commands print: text for people or JSON for programs, never both.
public final class Output {
  private final Format format;
  private final PrintWriter out;

  Output(Format format, PrintWriter out) {
    this.format = format;
    this.out = out;
  }

  /// In which form.
  public enum Format {
    TEXT,
    JSON
  }

  /// Prints one of the two.
  public void print(JsonNode json, String text) {
    out.println(
        switch (format) {
          case JSON -> ScimJson.write(json);
          case TEXT -> text.stripTrailing();
        });
    out.flush();
  }

  /// Rows as text with aligned columns; the first row is the heading.
  public static String table(List<List<String>> rows) {
    var columns = rows.getFirst().size();
    var widths = new int[columns];
    for (var row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  /// A row for each of some things.
  public static String table(
      List<String> heading, JsonNode things, Function<JsonNode, List<String>> row) {
    return table(Stream.concat(Stream.of(heading), things.valueStream().map(row)).toList());
  }

  /// How to go on after a page of a list; empty after the last.
  static Optional<String> more(JsonNode page) {
    return page.path("nextCursor").asStringOpt().map(next -> "There is more: --cursor=" + next);
  }

  /// Where progress is shown.
  public PrintWriter writer() {
    return out;
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }
}
