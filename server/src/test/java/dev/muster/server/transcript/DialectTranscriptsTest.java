package dev.muster.server.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.dialect.Preset;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.Configuration;
import dev.muster.server.MusterServer;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.transcript.Transcript.Exchange;
import dev.muster.server.transcript.Transcript.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// What identity providers send, against a running server: each transcript with the preset of its
/// folder and with `auto`, and without each rule that it needs. `-Dgolden=update` writes the
/// responses that come into the transcripts, and the table into `docs/dialects.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialectTranscriptsTest {
  private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");
  private static final Path PAGE = Path.of("../docs/dialects.md");
  private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger tenants = new AtomicInteger();
  private final MusterServer server;

  DialectTranscriptsTest(@TempDir Path folder) {
    this.server = MusterServer.start(Configuration.local(folder));
  }

  @AfterAll
  void stop() {
    server.close();
    http.close();
  }

  static List<Transcript> transcripts() throws IOException {
    try (var files = Files.walk(TRANSCRIPTS)) {
      return files
          .filter(file -> file.toString().endsWith(".http"))
          .sorted()
          .map(Transcript::read)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void isAnsweredAsItStandsThere(Transcript transcript) {
    var played = play(transcript, Preset.find(transcript.client()).orElseThrow(), List.of());
    if (UPDATE) {
      transcript.write(played);
      return;
    }

    assertThat(comparable(played)).isEqualTo(comparable(transcript.exchanges()));
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void isAnsweredTheSameWhenNobodyHasSaidWhoAsks(Transcript transcript) {
    if (Preset.find(transcript.client()).orElseThrow() != Preset.RFC) {
      assertThat(comparable(play(transcript, Preset.AUTO, List.of())))
          .isEqualTo(comparable(transcript.exchanges()));
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void comesOutDifferentlyWithoutARuleThatItNeeds(Transcript transcript) {
    var preset = Preset.find(transcript.client()).orElseThrow();
    for (var rule : transcript.needs()) {
      assertThat(comparable(play(transcript, preset, List.of(rule))))
          .as("without %s", rule)
          .isNotEqualTo(comparable(transcript.exchanges()));
    }
  }

  @Test
  void everyRuleIsNeededByATranscriptOfEachClientThatItIsFor() throws IOException {
    for (var rule : DialectRule.values()) {
      for (var client : rule.clients()) {
        assertThat(proofs(rule))
            .as(rule.keyword())
            .anyMatch(transcript -> transcript.client().equals(client.keyword()));
      }
    }
  }

  @Test
  void everyRuleThatFiresIsCounted() throws Exception {
    for (var rule : DialectRule.values()) {
      var proof = proofs(rule).getFirst();
      var before = fixups(rule);

      play(proof, Preset.find(proof.client()).orElseThrow(), List.of());

      assertThat(fixups(rule)).as(rule.keyword()).isGreaterThan(before);
    }
  }

  @Test
  void pageListsRulesWithTheirClientsAndTranscripts() throws IOException {
    var page = new DialectPage(PAGE);
    if (UPDATE) {
      page.write(transcripts());
    }

    assertThat(page.table()).isEqualTo(DialectPage.render(transcripts()));
  }

  private static List<Transcript> proofs(DialectRule rule) throws IOException {
    return transcripts().stream()
        .filter(t ->
            Stream.concat(t.needs().stream(), t.counts().stream()).anyMatch(rule.keyword()::equals))
        .toList();
  }

  private List<Exchange> play(Transcript transcript, Preset preset, List<String> off) {
    var admin = new AdminClient(server.baseUrl(), server.adminToken());
    var name = "t" + tenants.incrementAndGet();
    var tenant = admin.post("/tenants", ScimJson.object().put("name", name));
    admin.patch("/tenants/" + name + "/settings", dialect(preset, off));
    return new TranscriptPlayer(
            http, tenant.path("tenantUrl").asString(), tenant.path("token").asString())
        .play(transcript);
  }

  private static ObjectNode dialect(Preset preset, List<String> off) {
    var settings = ScimJson.object();
    var dialect = settings.putObject("dialect").put("preset", preset.keyword());
    off.forEach(dialect.putArray("off")::add);
    return settings;
  }

  private double fixups(DialectRule rule) throws IOException, InterruptedException {
    var metrics =
        http.send(
                HttpRequest.newBuilder(URI.create(server.baseUrl() + "/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    var line = "scim_dialect_fixups_total{rule=\"%s\"} ".formatted(rule.keyword());
    return metrics
        .lines()
        .filter(l -> l.startsWith(line))
        .mapToDouble(l -> Double.parseDouble(l.substring(line.length())))
        .sum();
  }

  /// What the transcripts promise: status, headers and body, whatever the spelling of the JSON.
  private static List<Message> comparable(List<Exchange> exchanges) {
    return exchanges.stream()
        .map(Exchange::response)
        .map(response ->
            response.body().isEmpty()
                ? response
                : new Message(
                    response.firstLine(),
                    response.headers(),
                    TranscriptPlayer.render(ScimJson.mapper().readTree(response.body()))))
        .toList();
  }
}
