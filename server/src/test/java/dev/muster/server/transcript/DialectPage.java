package dev.muster.server.transcript;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.dialect.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The tables of `docs/dialects.md`: what each rule puts right, for whom, and which transcripts
/// prove it.
final class DialectPage {
  private static final String BEGIN = "<!-- rules: written by DialectTranscriptsTest -->\n";
  private static final String END = "<!-- end of rules -->\n";

  private final Path page;

  DialectPage(Path page) {
    this.page = page;
  }

  String table() throws IOException {
    var text = Files.readString(page);
    return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
  }

  void write(List<Transcript> transcripts) throws IOException {
    var text = Files.readString(page);
    Files.writeString(
        page,
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + render(transcripts)
            + text.substring(text.indexOf(END)));
  }

  static String render(List<Transcript> transcripts) {
    var text = new StringBuilder();
    text.append(
        "\n| rule | what is sent | RFC form | clients | transcripts |\n|---|---|---|---|---|\n");
    for (var rule : DialectRule.values()) {
      text.append(
          "| `%s`%s | %s | %s | %s | %s |\n"
              .formatted(
                  rule.keyword(),
                  rule.waitsForSign() ? " \u2020" : "",
                  cell(rule.sent()),
                  cell(rule.form()),
                  rule.clients().stream()
                      .sorted()
                      .map(Preset::title)
                      .collect(Collectors.joining(", ")),
                  proofs(rule, transcripts)));
    }
    text.append("\n| transcript | what it shows |\n|---|---|\n");
    for (var transcript : transcripts) {
      text.append("| `%s` | %s |\n".formatted(transcript.name(), cell(transcript.sentence())));
    }
    return text.append('\n').toString();
  }

  private static String proofs(DialectRule rule, List<Transcript> transcripts) {
    return transcripts.stream()
        .filter(t -> t.needs().contains(rule.keyword()) || t.counts().contains(rule.keyword()))
        .map(t -> "`%s`".formatted(t.name()))
        .collect(Collectors.joining(", "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
