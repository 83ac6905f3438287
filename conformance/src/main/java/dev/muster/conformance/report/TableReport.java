package dev.muster.conformance.report;

import dev.muster.conformance.check.CheckResult;
import dev.muster.conformance.check.Claim;
import dev.muster.conformance.check.Outcome;
import java.util.List;

/// Results for a terminal: a line for each area, and what failed with what was expected and what
/// came.
public final class TableReport {
  private static final String RESET = "\u001b[0m";

  private final boolean colours;
  private final StringBuilder text = new StringBuilder();

  private TableReport(boolean colours) {
    this.colours = colours;
  }

  /// The results as text.
  ///
  /// @param colours whether the terminal shows ANSI colours
  public static String render(Report report, boolean colours) {
    return new TableReport(colours).render(report);
  }

  private String render(Report report) {
    line("%-34s %7s %7s %8s %8s".formatted("", "passed", "failed", "warnings", "skipped"));
    report.byTag().forEach(this::area);
    details(report, "failed", "Failed");
    details(report, "warning", "Warnings");
    claims("Advertised, and not true", report.untrue());
    claims("True, and not advertised", report.unadvertised());
    if (!report.leftBehind().isEmpty()) {
      line("%nLeft behind (the provider did not delete them): %s".formatted(report.leftBehind()));
    }
    line("%n%s: %s".formatted(report.url(), report.summary()));
    return text.toString();
  }

  private void area(String tag, List<CheckResult> results) {
    line(
        "%-34s %7s %s %s %8s"
            .formatted(
                tag,
                count(results, "passed"),
                coloured("failed", "%7s".formatted(count(results, "failed"))),
                coloured("warning", "%8s".formatted(count(results, "warning"))),
                count(results, "skipped")));
  }

  private static String count(List<CheckResult> results, String word) {
    var count = results.stream().filter(each -> each.outcome().word().equals(word)).count();
    return count == 0 ? "·" : String.valueOf(count);
  }

  private void details(Report report, String word, String heading) {
    if (report.count(word) == 0) {
      return;
    }
    line("%n%s".formatted(coloured(word, heading)));
    for (var result : report.results()) {
      switch (result.outcome()) {
        case Outcome.Failed(var expected, var found) when word.equals("failed") ->
            detail(result, expected, found);
        case Outcome.Warned(var expected, var found) when word.equals("warning") ->
            detail(result, expected, found);
        case Outcome.Failed(_, _), Outcome.Warned(_, _), Outcome.Passed(), Outcome.Skipped(_) -> {}
      }
    }
  }

  private void detail(CheckResult result, String expected, String found) {
    line(
        "  %s  (%s)"
            .formatted(coloured(result.outcome().word(), result.id()), result.rule().citation()));
    line("    “%s”".formatted(result.rule().sentence()));
    line("    expected: %s".formatted(expected));
    line("    found:    %s".formatted(found));
  }

  private void claims(String heading, List<Claim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    line("%n%s".formatted(heading));
    claims.forEach(claim ->
        line(
            "  %s%s"
                .formatted(
                    claim.subject(), claim.evidence().isEmpty() ? "" : ": " + claim.evidence())));
  }

  private String coloured(String word, String content) {
    var isNothing = content.strip().equals("·");
    if (!colours || isNothing) {
      return content;
    }
    return switch (word) {
      case "failed" -> "\u001b[31m" + content + RESET;
      case "warning" -> "\u001b[33m" + content + RESET;
      default -> content;
    };
  }

  private void line(String content) {
    text.append(content).append(System.lineSeparator());
  }
}
