package dev.muster.store.provisioninglog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.provisioning.log.ProvisioningLogEntry.Result;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import dev.muster.store.job.SqlJobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class ProvisioningLogStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final JobId SLACK = new JobId(new TenantId(1), 1);
  private static final JobId MIRO = new JobId(new TenantId(1), 2);

  @Parameter private String kind = "";
  private Database database;
  private ProvisioningLogStore log;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = TestDatabases.open(kind, folder);
    log = new ProvisioningLogStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void eachConditionNarrows() {
    write(SLACK, entry(SLACK, "c1", 0, Action.CREATE, "ada", Optional.empty()));
    write(SLACK, entry(SLACK, "c2", 10, Action.DISABLE, "bob", Optional.empty()));
    write(SLACK, entry(SLACK, "c3", 20, Action.UPDATE, "ada", Optional.of("EntryConflict")));

    assertThat(ids(search("ada", any(), any(), any()))).containsExactly("c3", "c1");
    assertThat(ids(search("", Optional.of(Action.DISABLE), any(), any()))).containsExactly("c2");
    assertThat(ids(search("", any(), Optional.of("EntryConflict"), any()))).containsExactly("c3");
    assertThat(ids(search("", any(), any(), Optional.of("OF 100%")))).isEmpty();
    assertThat(ids(search("", any(), any(), Optional.of("NAMED BOB")))).containsExactly("c2");
    assertThat(log.findChange(SLACK, "c2")).map(kept -> kept.entry().sourceId()).contains("bob");
    assertThat(log.findChange(MIRO, "c2")).isEmpty();
  }

  @Test
  void momentsAreFoundWithoutAnIndexOverThem() {
    write(
        SLACK,
        IntStream.range(0, 300)
            .mapToObj(i -> entry(SLACK, "c" + i, i * 60, Action.CREATE, "u" + i, Optional.empty()))
            .toArray(ProvisioningLogEntry[]::new));

    var found =
        log.find(
            SLACK,
            new LogSearch(
                any(),
                any(),
                any(),
                any(),
                any(),
                any(),
                any(),
                any(),
                Optional.of(NOON.plus(Duration.ofMinutes(100))),
                Optional.of(NOON.plus(Duration.ofMinutes(103))),
                10));

    assertThat(found.entries().stream().map(kept -> kept.entry().changeId()))
        .containsExactly("c102", "c101", "c100");
  }

  @Test
  void pagesOfSeveralJobsGoOnWhereTheyEnd() {
    for (int i = 0; i < 10; i++) {
      var job = i % 3 == 0 ? MIRO : SLACK;
      write(job, entry(job, "c" + i, i, Action.CREATE, "u", Optional.empty()));
    }

    var seen = new ArrayList<String>();
    var search = LogSearch.newest(4);
    Optional<Long> next;
    do {
      var page = log.find(List.of(SLACK, MIRO), search);
      page.entries().forEach(kept -> seen.add(kept.entry().changeId()));
      next = page.next();
      search = next.map(search::before).orElse(search);
    } while (next.isPresent());

    assertThat(seen).containsExactly("c9", "c8", "c7", "c6", "c5", "c4", "c3", "c2", "c1", "c0");
  }

  @Test
  void whatIsOldIsForgotten() {
    write(SLACK, entry(SLACK, "old", 0, Action.CREATE, "u", Optional.empty()));
    write(SLACK, entry(SLACK, "new", 3600, Action.CREATE, "u", Optional.empty()));
    write(MIRO, entry(MIRO, "other", 0, Action.CREATE, "u", Optional.empty()));

    assertThat(log.forget(SLACK, NOON.plusSeconds(60))).isEqualTo(1);

    assertThat(ids(LogSearch.newest(10))).containsExactly("new");
    assertThat(log.find(MIRO, LogSearch.newest(10)).entries()).hasSize(1);
  }

  @Test
  void requestsAreFoundByTheirChangeOrAsTheyFailed() {
    var requests = new TargetRequestStore(database);
    requests.append(
        SLACK.tenant(),
        Map.of(
            SLACK,
            List.of(request("c1", 0, 429), request("c1", 1, 201), request("", 2, 200)),
            MIRO,
            List.of(request("c1", 3, 200))));

    assertThat(requests.ofChange(SLACK, "c1").stream().map(kept -> kept.request().status()))
        .containsExactly(429, 201);
    assertThat(requests.newest(SLACK, Optional.empty(), false, 2)).hasSize(2);
    assertThat(requests.newest(SLACK, Optional.empty(), true, 9)).hasSize(1);
    assertThat(requests.forget(SLACK, NOON.plusSeconds(1))).isEqualTo(1);
    assertThat(requests.ofChange(SLACK, "c1")).hasSize(1);
  }

  private void write(JobId job, ProvisioningLogEntry... entries) {
    new SqlJobStore(database).addLog(job, List.of(entries));
  }

  private List<String> ids(LogSearch search) {
    return log.find(SLACK, search).entries().stream().map(kept -> kept.entry().changeId()).toList();
  }

  private static LogSearch search(
      String sourceId, Optional<Action> action, Optional<String> errorCode, Optional<String> text) {
    return new LogSearch(
        any(),
        Optional.of(sourceId).filter(id -> !id.isEmpty()),
        any(),
        action,
        any(),
        errorCode,
        any(),
        text,
        any(),
        any(),
        10);
  }

  private static <T> Optional<T> any() {
    return Optional.empty();
  }

  private static TargetRequest request(String change, int second, int status) {
    return new TargetRequest(
        change, NOON.plusSeconds(second), status, ScimJson.object().put("method", "POST"));
  }

  private static ProvisioningLogEntry entry(
      JobId job,
      String change,
      int second,
      Action action,
      String sourceId,
      Optional<String> error) {
    return new ProvisioningLogEntry(
        change,
        NOON.plusSeconds(second),
        job,
        1,
        action,
        error.isPresent() ? Result.FAILURE : Result.SUCCESS,
        "User",
        sourceId,
        "Named " + sourceId,
        Optional.empty(),
        List.of(),
        List.of(),
        error.map(code -> new ErrorInfo(code, "", "")),
        Duration.ZERO);
  }
}
