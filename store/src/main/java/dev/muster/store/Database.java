package dev.muster.store;

import dev.muster.scim.provider.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;

/// The database: SQLite in a file, or PostgreSQL. Opening it brings its tables up to date.
///
/// Writes of a tenant run one after the other in one of a few lanes; those that wait at the same
/// time are committed together. Reads run beside them and see every write that has returned.
public final class Database implements AutoCloseable {
  private static final int POSTGRESQL_LANES = 8;

  private final Dialect dialect;
  private final Access access;
  private final Optional<PostgreSqlWatch> watch;

  private Database(Dialect dialect, Access access, Optional<PostgreSqlWatch> watch) {
    this.dialect = dialect;
    this.access = access;
    this.watch = watch;
  }

  /// The embedded default: one SQLite file. It and its directory are made when they are not there.
  public static Database sqlite(Path file) {
    createDirectory(file);
    var dialect = new SqliteDialect();
    var writer = Pools.sqliteWriter(file);
    migrate(dialect, writer);
    // The data folder is locked by the process that has it open.
    return new Database(
        dialect,
        new PooledAccess(dialect, Pools.sqliteReaders(file), writer, 1, new Memory(), () -> true),
        Optional.empty());
  }

  /// A PostgreSQL database.
  ///
  /// @param url `postgresql://user:password@host:port/database`, with or without `jdbc:` before it
  public static Database postgresql(String url) {
    var dialect = new PostgreSqlDialect();
    var memory = new Memory();
    var soleServer =
        new SoleServer(new SecureRandom().nextLong(), System::nanoTime, memory::forgetAll);
    var source = new PostgreSqlSource(PostgreSqlUrl.parse(url), soleServer);
    var pool = Pools.postgresql(source);
    migrate(dialect, pool);
    return new Database(
        dialect,
        new PooledAccess(dialect, pool, pool, POSTGRESQL_LANES, memory, soleServer::isSure),
        Optional.of(new PostgreSqlWatch(Pools.postgresqlWatch(source), soleServer)));
  }

  /// Runs queries. Each sees all writes that returned before it began; two of them may see
  /// different states. The function must not write, and must not call [#write].
  public <T> T read(Function<Handle, T> queries) {
    return access.read(queries);
  }

  /// Runs queries as [#read] does, on the bare connection: for the few that every request needs.
  public <T> T readDirectly(Function<Connection, T> queries) {
    return access.readDirectly(queries);
  }

  /// Performs a change in a transaction, and returns when it is durable. Changes of one tenant by
  /// this process run one after the other; another server's may run at the same time, unless both
  /// lock a row (see [Dialect#forUpdate]).
  ///
  /// The function may be run several times, each time after its effects have been rolled back, so
  /// it must do nothing but SQL on this handle; it must not wait, and must not call [#read] or
  /// [#write]. When it throws, its effects are rolled back and its exception is thrown here; this
  /// slows down the other writes, so an outcome that is to be expected is better returned. Throws
  /// [DatabaseException] when the database cannot take the write.
  public <T> T write(TenantId tenant, Function<Handle, T> change) {
    return writeTogether(tenant, transaction -> change.apply(transaction.settledHandle()));
  }

  /// Performs a change as [#write] does, one that gathers what can be done for many at once: for
  /// the writes that every request makes.
  public <T> T writeTogether(TenantId tenant, SharedWrite<T> change) {
    return access.writeTogether(tenant, change);
  }

  /// Finds out what would happen: whatever the function does with the database that it is given is
  /// rolled back, and nobody else ever sees it. It holds up the tenant's writes meanwhile, so it
  /// must not wait, and it must not write to this database.
  public <T> T rehearse(TenantId tenant, Function<Database, T> work) {
    return writeTogether(
        tenant,
        transaction ->
            transaction.rolledBack(handle ->
                work.apply(new Database(dialect, new RehearsedAccess(handle), Optional.empty()))));
  }

  /// What is kept in memory of this database's rows, one of each type; made when it is first asked
  /// for. It says what it keeps only after it has asked whether this process is still the only one
  /// that writes. Empty in a rehearsal.
  ///
  /// @param first makes it; what it is given says whether nobody else has written up to now
  public <K extends Kept> Optional<K> kept(Class<K> type, Function<BooleanSupplier, K> first) {
    return access.kept(type, first);
  }

  /// Forgets what is kept of a tenant, whose rows were removed by other means than theirs.
  public void forget(TenantId tenant) {
    access.forget(tenant);
  }

  /// What this database's SQL says differently.
  public Dialect dialect() {
    return dialect;
  }

  /// Whether an exception of [#write] says that a unique value is taken.
  public boolean isUniqueViolation(RuntimeException exception) {
    return Dialect.sqlFailure(exception).filter(dialect::uniqueViolation).isPresent();
  }

  /// Performs the writes that wait, then closes the connections.
  @Override
  public void close() {
    access.close();
    watch.ifPresent(PostgreSqlWatch::close);
  }

  private static void migrate(Dialect dialect, DataSource pool) {
    Flyway.configure().dataSource(pool).locations(dialect.migrations()).load().migrate();
  }

  private static void createDirectory(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("database: cannot make the directory of " + file, e);
    }
  }
}
