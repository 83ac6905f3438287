package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.JobId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Files that jobs read, the newest of each job. They are in the database so that every server that
/// shares it can run the job.
public final class SourceFileStore {
  private final Database database;

  public SourceFileStore(Database database) {
    this.database = database;
  }

  public Optional<SourceFile> find(JobId job) {
    return database.read(handle ->
        new JobSql(handle, database.dialect(), job)
            .query("SELECT revision, name, content, uploaded FROM source_files WHERE" + OF_JOB)
            .map((row, c) ->
                new SourceFile(
                    row.getLong(1),
                    row.getString(2),
                    row.getBytes(3),
                    Moments.ofMicros(row.getLong(4))))
            .findOne());
  }

  /// The newest file's number; 0 if there is none.
  public long revision(JobId job) {
    return database.read(handle -> revision(new JobSql(handle, database.dialect(), job)));
  }

  /// Keeps a file and gives its number. The same content as before keeps its number.
  public long put(JobId job, String name, byte[] content, Instant now) {
    var digest = sha256(content);
    return database.write(
        job.tenant(),
        handle -> {
          var sql = new JobSql(handle, database.dialect(), job);
          sql.update(
                  """
                  INSERT INTO source_files
                    (tenant_id, job_id, revision, name, sha256, content, uploaded)
                  VALUES (:tenant, :job, 1, :name, :digest, :content, :uploaded)
                  ON CONFLICT (tenant_id, job_id) DO UPDATE
                  SET revision = source_files.revision + 1, name = excluded.name,
                    sha256 = excluded.sha256, content = excluded.content,
                    uploaded = excluded.uploaded
                  WHERE source_files.sha256 <> excluded.sha256
                  """)
              .bind("name", name)
              .bind("digest", digest)
              .bind("content", content)
              .bind("uploaded", Moments.micros(now))
              .execute();
          return revision(sql);
        });
  }

  private static long revision(JobSql sql) {
    return sql.query("SELECT revision FROM source_files WHERE" + OF_JOB)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
