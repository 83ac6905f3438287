package dev.muster.store.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.WriteOutcome.Written;
import dev.muster.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it writes has lost nothing that it had acknowledged.
final class CrashTest {
  private static final TenantId TENANT = new TenantId(1);
  private static final int WRITERS = 8;
  private static final int ENOUGH = 500;

  @Test
  void killedProcessHasLostNoAcknowledgedWrite(@TempDir Path directory) throws Exception {
    var file = directory.resolve("muster.db");

    var acknowledged = killedWhileWriting(file);

    try (var database = Database.sqlite(file)) {
      var reopened = directory(database);
      var found =
          reopened.store().scan(TENANT, "User", "", 1_000_000).stream().map(u -> u.id()).toList();
      assertThat(found).containsAll(acknowledged);
      assertThat(reopened.events()).extracting(FeedEvent::resourceId).containsAll(acknowledged);
      assertThat(reopened.events())
          .extracting(FeedEvent::sequence)
          .isEqualTo(LongStream.rangeClosed(1, found.size()).boxed().toList());
      assertThat(reopened.query("User", "", 1, 0).totalResults()).hasValue(found.size());
      assertThat(reopened.find("User", "userName eq \"%s\"".formatted(acknowledged.getLast())))
          .containsExactly(acknowledged.getLast());
      assertThat(reopened.createUser("after-the-crash")).isInstanceOf(Written.class);
    }
  }

  private static List<String> killedWhileWriting(Path file) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashTest.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      var acknowledged = output.lines().limit(ENOUGH).toList();
      process.destroyForcibly();
      assertThat(acknowledged).hasSize(ENOUGH);
      return acknowledged;
    }
  }

  private static TenantDirectory directory(Database database) {
    return new TenantDirectory(new SqlResourceStore(database, _ -> {}), TENANT);
  }

  /// The process that is killed: creates users without end and prints the id of each that is
  /// durable.
  static void main(String[] arguments) {
    try (var database = Database.sqlite(Path.of(arguments[0]));
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var directory = directory(database);
      for (int writer = 0; writer < WRITERS; writer++) {
        var prefix = "w%d-".formatted(writer);
        executor.execute(() -> writeForever(directory, prefix));
      }
    }
  }

  private static void writeForever(TenantDirectory directory, String prefix) {
    for (int n = 0; ; n++) {
      var id = prefix + n;
      if (directory.createUser(id) instanceof Written) {
        System.out.println(id);
      }
    }
  }
}
