package dev.muster.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Each test has a server of its own, with the tenant that [Muster] makes.
abstract class WithMuster {
  @TempDir Path folder;
  Muster muster;

  @BeforeEach
  void start() {
    muster = Muster.start(folder);
  }

  @AfterEach
  void stop() {
    muster.close();
  }
}
