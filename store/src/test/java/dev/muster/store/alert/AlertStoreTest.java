package dev.muster.store.alert;

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
final class AlertStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final TenantId CONTOSO = new TenantId(1);

  @Parameter private String kind = "";
  private Database database;
  private AlertStore store;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = TestDatabases.open(kind, folder);
    store = new AlertStore(database);
    store.addChannel(CONTOSO, AlertChannel.Kind.EMAIL, "ops@example.com", List.of(), "", NOON);
    store.addChannel(
        CONTOSO, AlertChannel.Kind.WEBHOOK, "https://a.example", List.of("test"), "sealed", NOON);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theSameIsToldOnceUntilItIsOver() {
    assertThat(raise("jobStopped", "job 1", 0)).isTrue();
    assertThat(raise("jobStopped", "job 1", 10)).isFalse();
    assertThat(raise("jobStopped", "job 2", 10)).isTrue();

    store.settle(CONTOSO, "job 1");

    assertThat(raise("jobStopped", "job 1", 20)).isTrue();
    assertThat(store.alerts(CONTOSO, 9)).hasSize(3);
  }

  @Test
  void goesToTheChannelsThatTakeItUntilItArrives() {
    raise("jobStopped", "job 1", 0);

    var taken = take(0);
    assertThat(taken.stream().map(delivery -> delivery.channel().target()))
        .containsExactly("ops@example.com");
    assertThat(take(0)).isEmpty();

    store.attempted(taken.getFirst(), Optional.of("no answer"), Optional.of(NOON.plusSeconds(5)));
    assertThat(take(4)).isEmpty();
    var again = take(5).getFirst();
    assertThat(again.attempts()).isEqualTo(1);
    store.attempted(again, Optional.empty(), Optional.empty());

    assertThat(take(10_000)).isEmpty();
    var kept = store.deliveries(CONTOSO, again.alert().id()).getFirst();
    assertThat(kept.state()).isEqualTo(AlertDelivery.State.DONE);
    assertThat(kept.attempts()).isEqualTo(2);
  }

  @Test
  void aChannelGoesWithWhatWaitsForIt() {
    raise("test", "test", 0);
    var webhook = store.channels(CONTOSO).getLast();

    assertThat(store.removeChannel(CONTOSO, webhook.id())).isTrue();

    assertThat(store.removeChannel(CONTOSO, webhook.id())).isFalse();
    assertThat(take(0)).hasSize(1);
    store.forget(CONTOSO, NOON.plusSeconds(1));
    assertThat(store.alerts(CONTOSO, 9)).isEmpty();
  }

  private boolean raise(String keyword, String subject, int second) {
    return store.raise(
        CONTOSO,
        keyword,
        subject,
        ScimJson.object().put("message", subject),
        NOON.minusSeconds(60),
        NOON.plusSeconds(second));
  }

  private List<AlertDelivery> take(int second) {
    var now = NOON.plusSeconds(second);
    return store.take(Optional.empty(), now, now.plusSeconds(60), 9);
  }
}
