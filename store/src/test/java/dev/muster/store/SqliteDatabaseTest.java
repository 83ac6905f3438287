package dev.muster.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
