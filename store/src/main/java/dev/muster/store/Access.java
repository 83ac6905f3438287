package dev.muster.store;

import dev.muster.scim.provider.TenantId;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// How a [Database] comes to its connections; its methods are those of the database.
sealed interface Access permits PooledAccess, RehearsedAccess {
  <T> T read(Function<Handle, T> queries);

  <T> T readDirectly(Function<Connection, T> queries);

  <T> T writeTogether(TenantId tenant, SharedWrite<T> change);

  <K extends Kept> Optional<K> kept(Class<K> type, Function<BooleanSupplier, K> first);

  void forget(TenantId tenant);

  void close();
}
