package dev.muster.server.jobs;

import dev.muster.provisioning.job.JobId;
import dev.muster.store.job.SourceFile;
import dev.muster.store.job.SourceFileStore;
import java.time.Clock;
import java.util.Optional;

/// The HR files that import jobs read.
public final class SourceFiles {
  private final SourceFileStore store;
  private final Clock clock;

  public SourceFiles(SourceFileStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Optional<SourceFile> find(JobId job) {
    return store.find(job);
  }

  /// The file's number; 0 if there is none.
  long revision(JobId job) {
    return store.revision(job);
  }

  /// Keeps a new file and gives its number; a file with the same content as the last one keeps its
  /// number.
  long put(JobId job, String name, byte[] content) {
    return store.put(job, name, content, clock.instant());
  }
}
