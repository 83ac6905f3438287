package dev.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SoleServerTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger timesAlone = new AtomicInteger();
  private final SoleServer first = new SoleServer(1, now::get, timesAlone::incrementAndGet);
  private final SoleServer second = new SoleServer(2, () -> now.addAndGet(100_000_000), () -> {});

  private String url = "";
  private Connection one;

  @BeforeEach
  void open() throws SQLException {
    url = PostgreSqlServer.newDatabase();
    Database.postgresql(url).close();
    one = connect();
    awaitGone();
    first.enter(one);
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
  }

  private Connection connect() throws SQLException {
    var address = PostgreSqlUrl.parse(url);
    return DriverManager.getConnection(
        address.jdbcUrl(), address.user().orElseThrow(), address.password().orElseThrow());
  }

  @Test
  void isSureOnceItHasFoundItselfAlone() throws SQLException {
    assertThat(first.isSure()).isFalse();

    first.look(one);

    assertThat(first.isSure()).isTrue();
    assertThat(timesAlone).hasValue(1);
  }

  @Test
  void isSureForNoLongerThanALeaseAndForgetsWhenItIsAgain() throws SQLException {
    first.look(one);
    now.addAndGet(SoleServer.LEASE.toNanos() - 1);
    assertThat(first.isSure()).isTrue();
    first.look(one);
    assertThat(timesAlone).hasValue(1);

    now.addAndGet(SoleServer.LEASE.toNanos());
    assertThat(first.isSure()).isFalse();

    first.look(one);
    assertThat(first.isSure()).isTrue();
    assertThat(timesAlone).hasValue(2);
  }

  @Test
  void whoeverConnectsWaitsUntilItHasStopped() throws Exception {
    first.look(one);
    try (var two = connect();
        var threads = Executors.newSingleThreadExecutor()) {
      var entered =
          threads.submit(() -> {
            var patient = new SoleServer(3, System::nanoTime, () -> {});
            patient.enter(two);
            return first.isSure();
          });
      // It looks again and again, as a server does, until it finds the other's lock.
      while (first.isSure()) {
        first.look(one);
      }
      assertThat(entered.get()).isFalse();

      first.look(one);
      assertThat(first.isSure()).isFalse();
    }
  }

  @Test
  void whoeverConnectsTakesItFromOneThatIsGone() throws SQLException {
    first.look(one);
    one.close();

    try (var two = connect()) {
      long before = now.get();
      second.enter(two);
      assertThat(now.get() - before).isGreaterThan(SoleServer.LEASE.toNanos());
      second.look(two);
      assertThat(second.isSure()).isTrue();

      one = connect();
      first.look(one);
      assertThat(first.isSure()).isFalse();
    }
  }

  @Test
  void isSureAgainWhenTheOtherHasLeft() throws SQLException {
    try (var two = connect()) {
      second.enter(two);
      first.look(one);
      assertThat(first.isSure()).isFalse();
    }
    awaitGone();

    first.look(one);

    assertThat(first.isSure()).isTrue();
  }

  // The server ends a session a moment after its client has gone.
  private void awaitGone() throws SQLException {
    var select =
        """
        SELECT COUNT(*) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend'
        """;
    for (int sessions = 2; sessions > 1; ) {
      try (var statement = one.createStatement();
          var rows = statement.executeQuery(select)) {
        rows.next();
        sessions = rows.getInt(1);
      }
    }
  }

  @Test
  void anotherProgramsLocksAreNothingToIt() throws SQLException {
    try (var other = connect();
        var statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(1), pg_advisory_lock(19797, 7)");

      first.look(one);

      assertThat(first.isSure()).isTrue();
    }
  }

  @Test
  void leavingLetsOthersInAtOnce() throws SQLException {
    first.look(one);
    first.leave(one);
    assertThat(first.isSure()).isFalse();

    try (var two = connect()) {
      long before = now.get();
      second.enter(two);
      assertThat(now.get() - before).isLessThan(SoleServer.LEASE.toNanos());
    }
  }
}
