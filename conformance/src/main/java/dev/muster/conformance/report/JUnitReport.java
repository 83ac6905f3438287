package dev.muster.conformance.report;

import dev.muster.conformance.check.CheckResult;
import dev.muster.conformance.check.Outcome;
import dev.muster.conformance.http.Exchange;
import java.util.List;

/// Results as JUnit XML, which CI systems show: a test suite for each area. A warning is a passed
/// test with what was found as its output.
public final class JUnitReport {
  private final StringBuilder xml = new StringBuilder();

  private JUnitReport() {}

  public static String render(Report report) {
    return new JUnitReport().document(report);
  }

  private String document(Report report) {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuites name=\"SCIM conformance of %s\" tests=\"%d\" failures=\"%d\" skipped=\"%d\" time=\"%s\">%n"
            .formatted(
                Markup.escape(report.url()),
                report.results().size(),
                report.count("failed"),
                report.count("skipped"),
                report.took().toMillis() / 1000.0));
    report.byTag().forEach(this::suite);
    return xml.append("</testsuites>\n").toString();
  }

  private void suite(String tag, List<CheckResult> results) {
    var failed = results.stream().filter(CheckResult::isFailed).count();
    var skipped =
        results.stream().filter(each -> each.outcome() instanceof Outcome.Skipped).count();
    xml.append(
        "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" skipped=\"%d\">%n"
            .formatted(Markup.escape(tag), results.size(), failed, skipped));
    results.forEach(this::test);
    xml.append("  </testsuite>\n");
  }

  private void test(CheckResult result) {
    xml.append(
        "    <testcase classname=\"%s\" name=\"%s\" time=\"%s\">%n"
            .formatted(
                Markup.escape(result.tag()),
                Markup.escape(result.id()),
                result.took().toMillis() / 1000.0));
    switch (result.outcome()) {
      case Outcome.Passed() -> {}
      case Outcome.Skipped(var reason) ->
          xml.append("      <skipped message=\"%s\"/>%n".formatted(Markup.escape(reason)));
      case Outcome.Failed(var expected, var found) ->
          xml.append(
              "      <failure message=\"%s\">%s</failure>%n"
                  .formatted(
                      Markup.escape("expected %s; found %s".formatted(expected, found)),
                      Markup.escape(story(result))));
      case Outcome.Warned(var expected, var found) ->
          xml.append(
              "      <system-out>%s</system-out>%n"
                  .formatted(
                      Markup.escape(
                          "warning: expected %s; found %s%n%s"
                              .formatted(expected, found, story(result)))));
    }
    xml.append("    </testcase>\n");
  }

  private static String story(CheckResult result) {
    var story = new StringBuilder();
    story.append("%s: “%s”%n".formatted(result.rule().citation(), result.rule().sentence()));
    for (Exchange exchange : result.exchanges()) {
      story.append(
          "%n%s %s%n%s%n→ %d%n%s%n"
              .formatted(
                  exchange.method(),
                  exchange.url(),
                  exchange.requestBody(),
                  exchange.status(),
                  exchange.body()));
    }
    return story.toString();
  }
}
