package dev.muster.store.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.JobStoreContract;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The job store over a database, and what lies beside it: connections and files.
abstract class SqlJobStoreContract extends JobStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final AtomicLong TENANTS = new AtomicLong();

  private Optional<Database> database = Optional.empty();

  abstract Database open();

  private Database database() {
    if (database.isEmpty()) {
      database = Optional.of(open());
    }
    return database.get();
  }

  @AfterEach
  void close() {
    database.ifPresent(Database::close);
  }

  @Override
  public JobStore store() {
    return new SqlJobStore(database());
  }

  @Override
  public TenantId freshTenant() {
    return new TenantId(TENANTS.incrementAndGet());
  }

  @Test
  void keepsTheConnectionOfAnApplication() {
    var connections = new ConnectionStore(database());
    assertThat(connections.find(job())).isEmpty();

    var limited =
        new ApplicationConnection("https://a.example", "{}", "sealed", Optional.of(25), NOW);
    connections.put(job(), limited);
    assertThat(connections.find(job())).contains(limited);

    var unlimited =
        new ApplicationConnection(
            "https://b.example", "{\"template\":\"scim\"}", "other", Optional.empty(), NOW);
    connections.put(job(), unlimited);
    assertThat(connections.find(job())).contains(unlimited);
  }

  @Test
  void keepsTheAttributesOfAnApplication() {
    var schemas = new TargetSchemaStore(database());
    assertThat(schemas.find(job())).isEmpty();

    schemas.put(job(), "{}", NOW);
    schemas.put(job(), "{\"schemas\":[]}", NOW);

    assertThat(schemas.find(job())).contains("{\"schemas\":[]}");
  }

  @Test
  void handsOutATemporaryPasswordOnce() {
    var passwords = new InitialPasswordStore(database());
    var link = "hash of " + job();
    assertThat(passwords.link(job(), "ann", link, NOW)).isFalse();

    passwords.put(job(), "ann", "older", NOW.plusSeconds(60));
    passwords.put(job(), "ann", "sealed", NOW.plusSeconds(60));
    passwords.put(job(), "bob", "other", NOW.plusSeconds(60));
    assertThat(passwords.link(job(), "ann", link, NOW)).isTrue();
    assertThat(passwords.waiting(job(), NOW, 10))
        .containsExactly(
            new InitialPasswordStore.Waiting("ann", true, NOW.plusSeconds(60)),
            new InitialPasswordStore.Waiting("bob", false, NOW.plusSeconds(60)));

    assertThat(passwords.find("another", NOW)).isEmpty();
    assertThat(passwords.take(link, NOW))
        .contains(new InitialPasswordStore.Taken(job(), "ann", "sealed"));
    assertThat(passwords.take(link, NOW)).isEmpty();
    passwords.remove(job(), "bob");
    assertThat(passwords.waiting(job(), NOW, 10)).isEmpty();
  }

  @Test
  void forgetsATemporaryPasswordThatExpired() {
    var passwords = new InitialPasswordStore(database());
    var link = "expired hash of " + job();
    passwords.put(job(), "ann", "sealed", NOW.plusSeconds(60));
    passwords.link(job(), "ann", link, NOW);
    var later = NOW.plusSeconds(60);

    assertThat(passwords.take(link, later)).isEmpty();
    assertThat(passwords.expired(later)).contains(job().tenant());
    passwords.sweep(job().tenant(), later);
    assertThat(passwords.expired(later)).doesNotContain(job().tenant());
    assertThat(passwords.take(link, NOW)).isEmpty();
  }

  @Test
  void numbersFilesByTheirContent() {
    var files = new SourceFileStore(database());
    assertThat(files.revision(job())).isZero();

    assertThat(files.put(job(), "a.csv", bytes("one"), NOW)).isEqualTo(1);
    assertThat(files.put(job(), "b.csv", bytes("one"), NOW)).isEqualTo(1);
    assertThat(files.put(job(), "b.csv", bytes("two"), NOW)).isEqualTo(2);

    var file = files.find(job()).orElseThrow();
    assertThat(file.revision()).isEqualTo(2);
    assertThat(file.name()).isEqualTo("b.csv");
    assertThat(file.content()).isEqualTo(bytes("two"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
