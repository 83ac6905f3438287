package dev.muster.store.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class RequestLogStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final TenantId CONTOSO = new TenantId(1);
  private static final TenantId FABRIKAM = new TenantId(2);

  @Parameter private String kind = "";
  private Database database;
  private RequestLogStore log;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(kind, directory);
    log = new RequestLogStore(database);
    log.append(
        CONTOSO,
        List.of(
            request("r1", 0, 201, "POST", "u1"),
            request("r2", 1, 409, "POST", ""),
            request("r3", 2, 200, "PATCH", "u1")));
    log.append(FABRIKAM, List.of(request("r4", 3, 500, "GET", "u1")));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void newestComeFirstAndPagesFollowEachOther() {
    var page = log.find(CONTOSO, RequestLogQuery.newest(2));

    assertThat(ids(page)).containsExactly("r3", "r2");
    var older =
        new RequestLogQuery(
            Optional.of(page.getLast().logId()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            2);
    assertThat(ids(log.find(CONTOSO, older))).containsExactly("r1");
  }

  @Test
  void eachConditionNarrows() {
    assertThat(ids(find(Optional.of(4), Optional.empty(), Optional.empty()))).containsExactly("r2");
    assertThat(ids(find(Optional.of(201), Optional.empty(), Optional.empty())))
        .containsExactly("r1");
    assertThat(ids(find(Optional.empty(), Optional.of("u1"), Optional.empty())))
        .containsExactly("r3", "r1");
    assertThat(ids(find(Optional.empty(), Optional.empty(), Optional.of("ABOUT R2"))))
        .containsExactly("r2");
    assertThat(ids(find(Optional.empty(), Optional.empty(), Optional.of("%")))).isEmpty();
  }

  @Test
  void requestIsFoundByItsIdInItsTenantAlone() {
    assertThat(log.find(FABRIKAM, "r4").orElseThrow().request())
        .isEqualTo(request("r4", 3, 500, "GET", "u1"));
    assertThat(log.find(CONTOSO, "r4")).isEmpty();
  }

  @Test
  void liveViewGoesOnWhereItStopped() {
    var first = log.after(CONTOSO, 0, 2);

    assertThat(ids(first)).containsExactly("r1", "r2");
    assertThat(ids(log.after(CONTOSO, first.getLast().logId(), 2))).containsExactly("r3");
    assertThat(log.after(CONTOSO, log.head(CONTOSO), 2)).isEmpty();
    assertThat(log.head(new TenantId(9))).isZero();
  }

  @Test
  void whatCameWithOneTokenSinceAMomentIsCounted() {
    var found = log.ofToken(CONTOSO, 2, NOON);
    assertThat(found.requests()).isEqualTo(1);
    assertThat(found.latest().orElseThrow().request()).isEqualTo(request("r2", 1, 409, "POST", ""));

    assertThat(log.ofToken(CONTOSO, 2, NOON.plusSeconds(2)).requests()).isZero();
    assertThat(log.ofToken(FABRIKAM, 2, NOON).latest()).isEmpty();
  }

  @Test
  void oldOnesAreForgotten() {
    assertThat(log.forget(CONTOSO, NOON.plusSeconds(2))).isEqualTo(2);

    assertThat(ids(log.find(CONTOSO, RequestLogQuery.newest(9)))).containsExactly("r3");
    assertThat(ids(log.find(FABRIKAM, RequestLogQuery.newest(9)))).containsExactly("r4");
  }

  private List<RequestLogStore.Kept> find(
      Optional<Integer> status, Optional<String> resource, Optional<String> text) {
    return log.find(
        CONTOSO,
        new RequestLogQuery(
            Optional.empty(), Optional.empty(), status, Optional.empty(), resource, text, 10));
  }

  private static List<String> ids(List<RequestLogStore.Kept> page) {
    return page.stream().map(kept -> kept.request().requestId()).toList();
  }

  private static LoggedRequest request(
      String id, int second, int status, String method, String resource) {
    return new LoggedRequest(
        id,
        NOON.plusSeconds(second),
        status,
        method,
        resource,
        Optional.of(Long.parseLong(id.substring(1))),
        ScimJson.object().put("why", "about " + id));
  }
}
