package dev.muster.server.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/// Small text files that only their owner may read (mode 0600), written whole or not at all.
final class PrivateFile {
  private PrivateFile() {}

  static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions("rwx------"));
    }
  }

  static Optional<String> find(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("cannot read %s (%s)".formatted(file, e.getMessage()), e));
    }
  }

  static String readOrCreate(Path file, Supplier<String> content) {
    return find(file)
        .orElseGet(() -> {
          var made = content.get();
          write(file, made);
          return made;
        });
  }

  static void write(Path file, String content) {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      create(unfinished);
      Files.writeString(
          unfinished, content + "\n", StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("cannot write %s (%s)".formatted(file, e.getMessage()), e));
    }
  }

  static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file, permissions("rw-------"));
    } catch (FileAlreadyExistsException e) {
      // Left behind by a crash: it may have been made with other permissions.
      Files.delete(file);
      Files.createFile(file, permissions("rw-------"));
    }
  }

  private static FileAttribute<?>[] permissions(String text) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
