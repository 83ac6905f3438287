package dev.muster.store.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import dev.muster.store.resource.DynamicGroupStore.Progress;
import dev.muster.store.tenant.TenantStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of dynamic groups, on both databases.
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class DynamicGroupStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Parameter private String kind = "";
  private Database database;
  private DynamicGroupStore groups;
  private TenantId tenant;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = TestDatabases.open(kind, folder);
    groups = new DynamicGroupStore(database);
    tenant = new TenantStore(database).create("acme", NOW).orElseThrow().id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private DynamicGroup find(String group) {
    return groups.find(tenant, group).orElseThrow();
  }

  @Test
  void startsBeforeEveryoneWasLookedAtAndAgainWithAnotherRule() {
    groups.put(tenant, "g", "active eq true");
    assertThat(find("g")).isEqualTo(new DynamicGroup("g", "active eq true", DynamicGroup.UNREAD));
    groups.follow(tenant, find("g"), OptionalLong.of(12));
    assertThat(find("g").followed()).isEqualTo(12);

    groups.put(tenant, "g", "active eq false");

    assertThat(find("g")).isEqualTo(new DynamicGroup("g", "active eq false", DynamicGroup.UNREAD));
  }

  @Test
  void forgetsHowFarItFollowedByARuleThatItNoLongerHas() {
    groups.put(tenant, "g", "active eq true");
    var before = find("g");
    groups.put(tenant, "g", "active eq false");

    groups.follow(tenant, before, OptionalLong.of(12));

    assertThat(find("g").followed()).isEqualTo(DynamicGroup.UNREAD);
  }

  @Test
  void saysHowFarTheLastOfATenantsGroupsFollows() {
    groups.put(tenant, "a", "active eq true");
    groups.put(tenant, "b", "active eq true");
    groups.follow(tenant, find("a"), OptionalLong.of(12));
    groups.follow(tenant, find("b"), OptionalLong.of(7));

    assertThat(groups.tenants()).containsExactly(new Progress(tenant, 7));
    assertThat(groups.groups(tenant)).extracting(DynamicGroup::groupId).containsExactly("a", "b");
  }

  @Test
  void removesARuleOnce() {
    groups.put(tenant, "g", "active eq true");

    assertThat(groups.remove(tenant, "g")).isTrue();
    assertThat(groups.remove(tenant, "g")).isFalse();
    assertThat(groups.find(tenant, "g")).isEmpty();
  }
}
