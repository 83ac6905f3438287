package dev.muster.conformance.report;

import dev.muster.conformance.check.CheckResult;
import dev.muster.conformance.check.Claim;
import dev.muster.conformance.check.Outcome;
import dev.muster.conformance.http.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// Results as one HTML file that needs nothing else: light and dark, readable without colours and
/// by screen readers, with the exchanges of what failed.
public final class HtmlReport {
  private final StringBuilder html = new StringBuilder();

  private HtmlReport() {}

  public static String render(Report report) {
    return new HtmlReport().document(report);
  }

  private String document(Report report) {
    add(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>SCIM conformance of %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>SCIM conformance</h1>
        """
            .formatted(Markup.escape(report.url()), style()));
    head(report);
    claims("Advertised, and not true", report.untrue());
    claims("True, and not advertised", report.unadvertised());
    areas(report);
    add("</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private void head(Report report) {
    add("<dl class=\"facts\">\n");
    fact("Provider", report.url());
    fact("Started", report.started().truncatedTo(ChronoUnit.SECONDS).toString());
    fact("Profiles", report.profiles().isEmpty() ? "rfc" : String.join(", ", report.profiles()));
    fact("Checks", report.summary());
    if (!report.leftBehind().isEmpty()) {
      fact("Left behind", String.join(", ", report.leftBehind()));
    }
    add("</dl>\n");
  }

  private void fact(String name, String value) {
    add("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(Markup.escape(name), Markup.escape(value)));
  }

  private void claims(String heading, List<Claim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    add("<section>\n<h2>%s</h2>\n<ul>\n".formatted(Markup.escape(heading)));
    for (var claim : claims) {
      add(
          "<li><code>%s</code> %s</li>\n"
              .formatted(Markup.escape(claim.subject()), Markup.escape(claim.evidence())));
    }
    add("</ul>\n</section>\n");
  }

  private void areas(Report report) {
    add("<section>\n<h2>Areas</h2>\n<table>\n<thead><tr><th scope=\"col\">Area</th>");
    for (var word : List.of("passed", "failed", "warning", "skipped")) {
      add("<th scope=\"col\" class=\"number\">%s</th>".formatted(word));
    }
    add("</tr></thead>\n<tbody>\n");
    report.byTag().forEach(this::row);
    add("</tbody>\n</table>\n</section>\n");
    report.byTag().forEach(this::area);
  }

  private void row(String tag, List<CheckResult> results) {
    add(
        "<tr><th scope=\"row\"><a href=\"#%s\">%s</a></th>"
            .formatted(anchor(tag), Markup.escape(tag)));
    for (var word : List.of("passed", "failed", "warning", "skipped")) {
      var count = results.stream().filter(each -> each.outcome().word().equals(word)).count();
      add(
          "<td class=\"number%s\">%s</td>"
              .formatted(count == 0 ? "" : " " + word, count == 0 ? "" : count));
    }
    add("</tr>\n");
  }

  private void area(String tag, List<CheckResult> results) {
    add("<section id=\"%s\">\n<h2>%s</h2>\n".formatted(anchor(tag), Markup.escape(tag)));
    results.forEach(this::result);
    add("</section>\n");
  }

  private void result(CheckResult result) {
    var word = result.outcome().word();
    add(
        "<details class=\"check\"%s>\n<summary><span class=\"mark %s\">%s</span> <code>%s</code></summary>\n"
            .formatted(result.isFailed() ? " open" : "", word, word, Markup.escape(result.id())));
    add(
        "<blockquote><p>%s</p><footer>%s, %s</footer></blockquote>\n"
            .formatted(
                Markup.escape(result.rule().sentence()),
                Markup.escape(result.rule().citation()),
                result.level().name()));
    switch (result.outcome()) {
      case Outcome.Passed() -> {}
      case Outcome.Skipped(var reason) -> add("<p>%s</p>\n".formatted(Markup.escape(reason)));
      case Outcome.Failed(var expected, var found) -> difference(expected, found);
      case Outcome.Warned(var expected, var found) -> difference(expected, found);
    }
    result.exchanges().forEach(this::exchange);
    add("</details>\n");
  }

  private void difference(String expected, String found) {
    add("<dl class=\"facts\">\n");
    fact("Expected", expected);
    fact("Found", found);
    add("</dl>\n");
  }

  private void exchange(Exchange exchange) {
    add(
        "<pre tabindex=\"0\">%s %s\n%s\n%s\n\n%s\n%s\n%s</pre>\n"
            .formatted(
                Markup.escape(exchange.method()),
                Markup.escape(exchange.url()),
                headers(exchange.requestHeaders()),
                Markup.escape(exchange.requestBody().strip()),
                exchange.status() == 0 ? "no answer" : "HTTP " + exchange.status(),
                headers(exchange.headers()),
                Markup.escape(exchange.body().strip())));
  }

  private static String headers(Map<String, String> headers) {
    var lines = new StringBuilder();
    headers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each ->
            lines.append(
                "%s: %s\n"
                    .formatted(Markup.escape(each.getKey()), Markup.escape(each.getValue()))));
    return lines.toString();
  }

  private static String anchor(String tag) {
    return "area-" + tag.replace(':', '-');
  }

  private void add(String markup) {
    html.append(markup);
  }

  private static String style() {
    try (var css = HtmlReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("not in the build: report.css");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
