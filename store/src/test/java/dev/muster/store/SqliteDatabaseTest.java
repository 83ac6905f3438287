package dev.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.provider.TenantId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDatabaseTest extends DatabaseContract {
  @Override
  Database open(Path directory) {
    return Database.sqlite(directory.resolve("muster.db"));
  }

  @Test
  void readsCannotWrite(@TempDir Path directory) {
    try (var database = open(directory)) {
      assertThatThrownBy(() -> database.read(handle -> handle.execute("DELETE FROM tenants")))
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void plannerPrefersTheIndexOfTheMemberToAllOfTheTenant(@TempDir Path directory) {
    var sql =
        """
        EXPLAIN QUERY PLAN
        DELETE FROM members WHERE tenant_id = 1 AND member_id = 'x'
        """;

    try (var database = open(directory)) {
      var plan =
          database.write(
              new TenantId(1),
              handle -> handle.createQuery(sql).map((row, _) -> row.getString("detail")).list());

      assertThat(plan).singleElement().asString().contains("members_by_member");
    }
  }
}
