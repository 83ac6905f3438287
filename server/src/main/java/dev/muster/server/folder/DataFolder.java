package dev.muster.server.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The data folder of a running server, which no other process may use meanwhile.
///
/// | file | |
/// |---|---|
/// | `muster.db` | the database, unless there is a PostgreSQL |
/// | `admin.token` | token of the admin API, made at the first start |
/// | `secrets.key` | key under which credentials are sealed, made at the first start |
/// | `runner.name` | under which the server holds its jobs |
/// | `server.url` | where the server is, while it runs |
/// | `lock` | held by the running server |
public final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /// Takes the folder, making it if need be. Throws when another process has it.
  public static DataFolder take(Path folder) {
    try {
      PrivateFile.createFolder(folder);
      return new DataFolder(folder, lock(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the database file is.
  public Path database() {
    return folder.resolve("muster.db");
  }

  /// The admin token, made on first use.
  public String adminToken(Supplier<String> newToken) {
    return PrivateFile.readOrCreate(folder.resolve("admin.token"), newToken);
  }

  /// The key for secrets, made on first use.
  public String secretsKey(Supplier<String> newKey) {
    return PrivateFile.readOrCreate(folder.resolve("secrets.key"), newKey);
  }

  /// Name of this server among those that share a database; the same after a restart.
  public String runnerName() {
    return PrivateFile.readOrCreate(
        folder.resolve("runner.name"), () -> UUID.randomUUID().toString());
  }

  /// Tells the command line where the server is.
  public void publishUrl(String url) {
    PrivateFile.write(folder.resolve("server.url"), url);
  }

  /// Lets go of the folder.
  @Override
  public void close() {
    try {
      PrivateFile.delete(folder.resolve("server.url"));
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The admin token in a folder that a server uses or has used.
  public static Optional<String> findAdminToken(Path folder) {
    return PrivateFile.find(folder.resolve("admin.token"));
  }

  /// Where the server that uses a folder is.
  public static Optional<String> findUrl(Path folder) {
    return PrivateFile.find(folder.resolve("server.url"));
  }

  private static FileChannel lock(Path folder) throws IOException {
    var file = folder.resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel).isEmpty()) {
      channel.close();
      throw new IOException(
          "the data folder %s is in use by another muster; stop that one, or give this one another folder with --data"
              .formatted(folder.toAbsolutePath().normalize()));
    }
    return channel;
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }
}
