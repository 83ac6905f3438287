package dev.muster.store.job;

import dev.muster.provisioning.job.JobId;
import dev.muster.store.Dialect;
import dev.muster.store.NamedStatement;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/// Statements about one job, on one handle: tenant and job are bound already.
final class JobSql {
  private final Handle handle;
  private final Dialect dialect;
  private final JobId job;

  JobSql(Handle handle, Dialect dialect, JobId job) {
    this.handle = handle;
    this.dialect = dialect;
    this.job = job;
  }

  JobId job() {
    return job;
  }

  /// What stands in every `WHERE`.
  static final String OF_JOB = " tenant_id = :tenant AND job_id = :job ";

  Query query(String sql) {
    return bound(handle.createQuery(sql));
  }

  Update update(String sql) {
    return bound(handle.createUpdate(sql));
  }

  /// An update to be run for each of many rows at once.
  NamedStatement each(String sql) {
    return new NamedStatement(handle.getConnection(), sql)
        .bind("tenant", job.tenant().value())
        .bind("job", job.value());
  }

  /// A condition: the column holds one of the texts that are bound to the parameter.
  String among(String column, String parameter) {
    return dialect.among(column, parameter);
  }

  <S extends SqlStatement<S>> S bindList(S statement, String parameter, Collection<String> texts) {
    return dialect.bindList(statement, parameter, texts);
  }

  private <S extends SqlStatement<S>> S bound(S statement) {
    return statement.bind("tenant", job.tenant().value()).bind("job", job.value());
  }
}
