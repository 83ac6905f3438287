package dev.muster.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Several providers side by side, as Markdown, from the JSON reports of their runs.
public final class Matrix {
  private static final Map<String, String> SIGNS =
      Map.of("passed", "✓", "failed", "✗", "warning", "!", "skipped", "–");
  private static final List<String> WORDS = List.of("passed", "failed", "warning", "skipped");

  private final List<Column> columns;
  private final StringBuilder text = new StringBuilder();

  private Matrix(List<Column> columns) {
    this.columns = columns;
  }

  /// A provider and what was found of it.
  ///
  /// @param name with its version
  /// @param report as [JsonReport] wrote it
  record Column(String name, JsonNode report) {
    Map<String, String> outcomes() {
      var outcomes = new TreeMap<String, String>();
      report
          .path("results")
          .forEach(result ->
              outcomes.put(result.path("id").asString(""), result.path("outcome").asString("")));
      return outcomes;
    }
  }

  /// Prints the matrix of `NAME=FILE` arguments, each a provider with its JSON report.
  public static void main(String[] arguments) throws IOException {
    var columns = new ArrayList<Column>();
    for (var argument : arguments) {
      var mark = argument.indexOf('=');
      if (mark < 0) {
        System.err.println("usage: Matrix NAME=FILE …");
        System.exit(2);
      }
      var json = Files.readString(Path.of(argument.substring(mark + 1)));
      columns.add(new Column(argument.substring(0, mark), JsonMapper.shared().readTree(json)));
    }
    System.out.print(render(columns));
  }

  static String render(List<Column> columns) {
    return new Matrix(List.copyOf(columns)).render();
  }

  private String render() {
    text.append("## Totals\n\n");
    head("");
    for (var word : WORDS) {
      row(
          word,
          columns.stream()
              .map(column -> column.report().path("counts").path(word).asString("0"))
              .toList());
    }
    claims("Advertised, and not true", "advertisedNotTrue");
    claims("True, and not advertised", "trueNotAdvertised");
    var outcomes = columns.stream().map(Column::outcomes).toList();
    byTag().forEach((tag, ids) -> area(tag, ids, outcomes));
    return text.toString();
  }

  private void claims(String heading, String group) {
    text.append("\n## %s\n\n".formatted(heading));
    for (var column : columns) {
      var subjects =
          column
              .report()
              .path(group)
              .valueStream()
              .map(claim -> "`%s`".formatted(claim.path("subject").asString("")))
              .collect(Collectors.joining(", "));
      text.append("- %s: %s\n".formatted(column.name(), subjects.isEmpty() ? "nothing" : subjects));
    }
  }

  private SequencedMap<String, List<String>> byTag() {
    var tags = new LinkedHashMap<String, List<String>>();
    for (var column : columns) {
      for (var result : column.report().path("results")) {
        var ids = tags.computeIfAbsent(result.path("tag").asString(""), _ -> new ArrayList<>());
        var id = result.path("id").asString("");
        if (!ids.contains(id)) {
          ids.add(id);
        }
      }
    }
    return tags;
  }

  private void area(String tag, List<String> ids, List<Map<String, String>> outcomes) {
    text.append("\n## %s\n\n".formatted(tag));
    head("check");
    for (var id : ids) {
      row(
          id.substring(tag.length() + 1),
          outcomes.stream()
              .map(each -> SIGNS.getOrDefault(each.getOrDefault(id, ""), ""))
              .toList());
    }
  }

  private void head(String first) {
    row(first, columns.stream().map(Column::name).toList());
    row("---", columns.stream().map(_ -> ":-:").toList());
  }

  private void row(String first, List<String> cells) {
    text.append("| %s | %s |\n".formatted(first, String.join(" | ", cells)));
  }
}
