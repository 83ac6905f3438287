package dev.muster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.server.Main;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `./muster bench crash` in short.
class CrashRunTest {

  @Test
  void aServerThatIsKilledCreatesNobodyTwiceAndLosesNoRemoval() throws Exception {
    var java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());

    var report =
        new CrashRun(400, 4, 7, (folder, port) -> ServerProcess.start(java, folder, port)).report();

    assertThat(report.kills()).isEqualTo(4);
    assertThat(report).matches(CrashRun.Report::clean);
  }
}
