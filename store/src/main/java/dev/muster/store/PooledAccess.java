package dev.muster.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.scim.provider.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads on connections of a pool, each on its own; writes in lanes.
final class PooledAccess implements Access {
  private final Jdbi reads;
  private final DataSource readers;
  private final List<WriteLane> lanes;
  // On PostgreSQL they are one pool; closing it twice does no harm.
  private final List<HikariDataSource> pools;
  private final Retries retries;
  private final Memory memory;
  private final BooleanSupplier alone;

  /// @param memory is used while `alone` says that no other process writes
  PooledAccess(
      Dialect dialect,
      HikariDataSource reads,
      HikariDataSource writes,
      int writeLanes,
      Memory memory,
      BooleanSupplier alone) {
    this.memory = memory;
    this.alone = alone;
    this.reads = jdbi(reads);
    this.readers = reads;
    this.retries = new Retries(dialect);
    var commit = new GroupCommit(jdbi(writes), dialect);
    this.lanes =
        IntStream.range(0, writeLanes)
            .mapToObj(lane -> new WriteLane("database-writer-" + lane, commit))
            .toList();
    this.pools = List.of(reads, writes);
  }

  @Override
  public <T> T read(Function<Handle, T> queries) {
    return retries.run(() -> {
      try (var handle = reads.open()) {
        return queries.apply(handle);
      }
    });
  }

  @Override
  public <T> T readDirectly(Function<Connection, T> queries) {
    return retries.run(() -> {
      try (var connection = readers.getConnection()) {
        return queries.apply(connection);
      } catch (SQLException e) {
        throw new StatementException("database: no connection: " + e.getMessage(), e);
      }
    });
  }

  @Override
  public <T> T writeTogether(TenantId tenant, SharedWrite<T> change) {
    var write = new QueuedWrite<>(tenant, change);
    lanes.get(Math.floorMod(tenant.value(), lanes.size())).add(write);
    return write.await();
  }

  @Override
  public <K extends Kept> Optional<K> kept(Class<K> type, Function<BooleanSupplier, K> first) {
    return Optional.of(memory.part(type, first, alone));
  }

  @Override
  public void forget(TenantId tenant) {
    memory.forget(tenant);
  }

  /// Performs the writes that wait, then closes the connections.
  @Override
  public void close() {
    lanes.forEach(WriteLane::close);
    pools.forEach(HikariDataSource::close);
  }

  private static Jdbi jdbi(DataSource pool) {
    return Jdbi.create(pool)
        .registerArgument(new PlainText())
        .registerArrayType(String.class, "text", PlainText::of);
  }
}
