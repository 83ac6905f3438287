package dev.muster.store.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.PasswordChange;
import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.Write;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of passwords, on both databases.
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class PasswordStoreTest {
  private static final TenantId TENANT = new TenantId(7);

  @Parameter private String kind = "";
  private Database database;
  private SqlResourceStore resources;
  private PasswordStore passwords;
  private TenantDirectory directory;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = TestDatabases.open(kind, folder);
    resources = new SqlResourceStore(database, _ -> {});
    passwords = new PasswordStore(database);
    directory = new TenantDirectory(resources, TENANT);
    directory.createUser("u1");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private WriteOutcome change(String id, long version, PasswordChange change) {
    var document = ScimJson.parseObject(TenantDirectory.userJson(id));
    return resources.write(
        TENANT,
        new Write.Update(
            "User",
            id,
            version,
            "",
            document,
            List.of(),
            List.of(),
            MembersChange.NONE,
            List.of(),
            change,
            TenantDirectory.CHANGED));
  }

  @Test
  void changeOfThePasswordAloneIsAVersion() {
    var replaced = change("u1", 1, new PasswordChange.Replaced("hash"));

    assertThat(replaced).isInstanceOf(WriteOutcome.Written.class);
    assertThat(resources.find(TENANT, "User", "u1").orElseThrow().version()).isEqualTo(2);
    assertThat(resources.feedHead(TENANT)).isEqualTo(2);
    assertThat(passwords.find(TENANT, "u1")).map(KeptPassword::hash).contains("hash");
    assertThat(passwords.find(new TenantId(8), "u1")).isEmpty();
    assertThat(change("u1", 1, new PasswordChange.Replaced("other")))
        .isEqualTo(new WriteOutcome.Stale(2));

    change("u1", 2, new PasswordChange.Cleared());
    assertThat(passwords.find(TENANT, "u1")).isEmpty();
  }

  @Test
  void deletedUserHasNoneAndWhatIsLeftIsForgottenWithTheTombstone() {
    change("u1", 1, new PasswordChange.Replaced("hash"));
    directory.delete("User", "u1");
    assertThat(passwords.find(TENANT, "u1")).isEmpty();

    new TombstoneStore(database).forget(TENANT, TenantDirectory.CHANGED.plusSeconds(1));

    assertThat(passwords.removeAll(TENANT)).isZero();
  }

  @Test
  void allOfATenantCanBeRemoved() {
    change("u1", 1, new PasswordChange.Replaced("hash"));

    assertThat(passwords.removeAll(new TenantId(8))).isZero();
    assertThat(passwords.removeAll(TENANT)).isEqualTo(1);
    assertThat(passwords.find(TENANT, "u1")).isEmpty();
  }
}
