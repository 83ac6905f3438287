package dev.muster.store.provisioninglog;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import dev.muster.store.provisioninglog.LogPage.Kept;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The provisioning log as people search it. Jobs write it through their own store.
///
/// A search costs what it shows, however long the log is: what no index leads to is looked through
/// in portions, each of which ends with the place to go on at.
public final class ProvisioningLogStore {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int LOOKED_THROUGH = 50_000;
  private static final int FORGOTTEN_AT_ONCE = 1_000;

  /// Entries are kept in the order in which their actions were settled, which is about that of
  /// their moments.
  private static final Duration OUT_OF_ORDER = Duration.ofMinutes(5);

  private final Database database;

  public ProvisioningLogStore(Database database) {
    this.database = database;
  }

  /// The entries of a job that a search finds.
  public LogPage find(JobId job, LogSearch search) {
    return database.readDirectly(connection -> find(connection, job, search));
  }

  /// The entries of several jobs together.
  public LogPage find(List<JobId> jobs, LogSearch search) {
    var found = new ArrayList<Kept>();
    var safe = 0L;
    for (var job : jobs) {
      var page = find(job, search);
      found.addAll(page.entries());
      // What this job has that is older was not looked at yet.
      safe = Math.max(safe, page.next().orElse(0L));
    }
    var floor = safe;
    var entries =
        found.stream()
            .filter(kept -> kept.logId() >= floor)
            .sorted(Comparator.comparingLong(Kept::logId).reversed())
            .limit(search.limit())
            .toList();
    return entries.size() == search.limit()
        ? new LogPage(entries, Optional.of(entries.getLast().logId()))
        : new LogPage(entries, Optional.of(safe).filter(place -> place > 0));
  }

  /// The entry of a change.
  public Optional<Kept> findChange(JobId job, String changeId) {
    return database.readDirectly(connection ->
        of(
                connection,
                job,
                """
                SELECT log_id, entry FROM provisioning_log
                WHERE tenant_id = :tenant AND job_id = :job AND change_id = :change
                """)
            .bind("change", changeId)
            .map(row -> new Kept(row.getLong(1), entry(row.getString(2))))
            .findOne());
  }

  /// Forgets entries that are older than a moment, in small portions; how many.
  public long forget(JobId job, Instant before) {
    return Forgetting.forget(database, "provisioning_log", job, before, FORGOTTEN_AT_ONCE);
  }

  private static LogPage find(Connection connection, JobId job, LogSearch search) {
    var floor = floor(connection, job, search);
    var entries = page(connection, job, search, floor);
    if (entries.size() == search.limit()) {
      return new LogPage(entries, Optional.of(entries.getLast().logId()));
    }
    return new LogPage(entries, floor.goesOn() ? Optional.of(floor.logId()) : Optional.empty());
  }

  /// The oldest place that is looked at.
  ///
  /// @param goesOn whether there may be more below it
  private record Floor(long logId, boolean goesOn) {}

  private static Floor floor(Connection connection, JobId job, LogSearch search) {
    var oldest =
        search
            .from()
            .map(from ->
                new LogPlaces(connection, "provisioning_log", job)
                    .firstSince(from.minus(OUT_OF_ORDER)))
            .orElse(0L);
    if (search.indexed() || !search.selective()) {
      return new Floor(oldest, false);
    }
    var lookedThrough =
        of(
                connection,
                job,
                """
                SELECT log_id FROM provisioning_log
                WHERE tenant_id = :tenant AND job_id = :job AND log_id < :before
                ORDER BY log_id DESC LIMIT 1 OFFSET :portion
                """)
            .bind("before", ceiling(connection, job, search))
            .bind("portion", LOOKED_THROUGH)
            .map(row -> row.getLong(1))
            .findOne();
    return lookedThrough
        .filter(place -> place > oldest)
        .map(place -> new Floor(place, true))
        .orElseGet(() -> new Floor(oldest, false));
  }

  /// The place below which a search looks.
  private static long ceiling(Connection connection, JobId job, LogSearch search) {
    var before = search.before().orElse(Long.MAX_VALUE);
    return search
        .to()
        .map(to ->
            new LogPlaces(connection, "provisioning_log", job).firstSince(to.plus(OUT_OF_ORDER)))
        .map(place -> Math.min(place, before))
        .orElse(before);
  }

  private static List<Kept> page(Connection connection, JobId job, LogSearch search, Floor floor) {
    var statement =
        of(connection, job, sql(search))
            .bind("before", ceiling(connection, job, search))
            .bind("floor", floor.logId())
            .bind("limit", search.limit());
    search.sourceId().ifPresent(id -> statement.bind("source", id));
    search.cycle().ifPresent(cycle -> statement.bind("cycle", cycle));
    search.errorCode().ifPresent(code -> statement.bind("error", code));
    search.objectType().ifPresent(type -> statement.bind("type", type));
    search.text().ifPresent(text -> statement.bind("text", pattern(text)));
    search.from().ifPresent(from -> statement.bind("from", Moments.micros(from)));
    search.to().ifPresent(to -> statement.bind("to", Moments.micros(to)));
    return statement.map(row -> new Kept(row.getLong(1), entry(row.getString(2)))).list();
  }

  /// Enumerations stand in the statement itself: an index over some of the rows is only used when
  /// the statement says that it is these.
  private static String sql(LogSearch search) {
    var conditions = new ArrayList<String>();
    search.sourceId().ifPresent(id -> conditions.add("source_id = :source"));
    search.cycle().ifPresent(cycle -> conditions.add("cycle = :cycle"));
    search.objectType().ifPresent(type -> conditions.add("object_type = :type"));
    search.from().ifPresent(from -> conditions.add("at >= :from"));
    search.to().ifPresent(to -> conditions.add("at < :to"));
    search
        .errorCode()
        .ifPresent(code -> conditions.add("result = 'FAILURE' AND error_code = :error"));
    search.result().ifPresent(result -> conditions.add("result = '" + result.name() + "'"));
    search
        .action()
        .ifPresent(action -> {
          conditions.add("action = '" + action.name() + "'");
          if (LogSearch.removes(action)) {
            conditions.add("action IN ('DISABLE', 'DELETE', 'STAGED_DELETE')");
          }
        });
    search.text().ifPresent(text -> conditions.add("searched LIKE :text ESCAPE '!'"));
    conditions.add("log_id < :before AND log_id >= :floor");
    return "SELECT log_id, entry FROM provisioning_log WHERE tenant_id = :tenant AND job_id = :job AND "
        + String.join(" AND ", conditions)
        + " ORDER BY log_id DESC LIMIT :limit";
  }

  private static String pattern(String text) {
    var literal =
        text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + literal + "%";
  }

  private static NamedStatement of(Connection connection, JobId job, String sql) {
    return new NamedStatement(connection, sql)
        .bind("tenant", job.tenant().value())
        .bind("job", job.value());
  }

  private static ProvisioningLogEntry entry(String json) {
    return MAPPER.readValue(json, ProvisioningLogEntry.class);
  }
}
