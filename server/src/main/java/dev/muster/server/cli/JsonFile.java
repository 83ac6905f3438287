package dev.muster.server.cli;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/// Files that hold one JSON object.
final class JsonFile {
  private JsonFile() {}

  /// Throws [CommandException] naming the file and what is wrong with it.
  static ObjectNode read(Path file) {
    try {
      return ScimJson.parseObject(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new CommandException("there is no file \"%s\"".formatted(file), e);
    } catch (IOException e) {
      throw new CommandException("\"%s\" cannot be read: %s".formatted(file, e.getMessage()), e);
    } catch (ScimException e) {
      throw new CommandException("\"%s\": %s".formatted(file, e.detail()), e);
    }
  }

  static void write(Path file, ObjectNode json) {
    try {
      Files.writeString(file, json.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new CommandException("\"%s\" cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
