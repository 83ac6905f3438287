package dev.muster.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import dev.muster.store.tenant.SetupLinkStore.NewLink;
import java.nio.file.Path;
import java.time.Instant;
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
final class SetupLinkStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.25Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final TenantId CONTOSO = new TenantId(1);
  private static final TenantId FABRIKAM = new TenantId(2);

  @Parameter private String kind = "";
  private Database database;
  private SetupLinkStore links;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(kind, directory);
    links = new SetupLinkStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private SetupLink add(String hash) {
    return links.add(CONTOSO, new NewLink(hash, "Contoso IT", "ada@example.com", LATER), NOW);
  }

  @Test
  void linkIsFoundByItsDigestAndListedForItsTenantAlone() {
    var first = add("ab12");
    var second = add("cd34");

    assertThat(first)
        .isEqualTo(
            new SetupLink(
                CONTOSO,
                first.id(),
                "Contoso IT",
                "ada@example.com",
                NOW,
                LATER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(links.find("ab12")).contains(first);
    assertThat(links.find("ef56")).isEmpty();
    assertThat(links.before(CONTOSO, Long.MAX_VALUE, 9)).containsExactly(second, first);
    assertThat(links.before(CONTOSO, second.id(), 9)).containsExactly(first);
    assertThat(links.before(FABRIKAM, Long.MAX_VALUE, 9)).isEmpty();
  }

  @Test
  void linkWorksUntilItExpiresOrIsRevoked() {
    var link = add("ab12");
    links.opened(link, NOW);
    assertThat(link.isGood(NOW)).isTrue();
    assertThat(link.isGood(LATER)).isFalse();

    assertThat(links.revoke(FABRIKAM, link.id(), NOW)).isFalse();
    assertThat(links.revoke(CONTOSO, link.id(), NOW)).isTrue();
    assertThat(links.revoke(CONTOSO, link.id(), NOW)).isFalse();

    var revoked = links.find("ab12").orElseThrow();
    assertThat(revoked.isGood(NOW)).isFalse();
    assertThat(revoked.lastOpened()).contains(NOW);
    assertThat(links.putToken(revoked, 7)).isFalse();
  }

  @Test
  void ofTwoTokensMadeAtOnceOneIsKept() {
    var read = add("ab12");

    assertThat(links.putToken(read, 7)).isTrue();
    assertThat(links.putToken(read, 8)).isFalse();

    var after = links.find("ab12").orElseThrow();
    assertThat(after.token()).contains(7L);
    assertThat(links.putToken(after, 9)).isTrue();
  }
}
