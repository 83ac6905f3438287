package dev.muster.server.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.NpmPackages;
import dev.muster.server.scim.ScimServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Microsoft's Postman collection for SCIM, run by newman.
class MicrosoftCollectionTest {
  @TempDir Path out;

  @Test
  void failsOnNothingButWhatThePageLists() throws Exception {
    var suites = PublicSuites.require();
    try (var scim = ScimServer.start()) {
      var run = run(suites.resolve("run-ms-postman.sh"), scim);

      var failed = new TreeSet<String>();
      run.path("failures").forEach(each -> failed.add(each.at("/source/name").asString()));
      assertThat(run.at("/stats/assertions/total").asInt()).isGreaterThan(100);
      assertThat(failed)
          .isEqualTo(PublicSuites.listed("Microsoft's SCIMReferenceCode collection (Postman)"));
    }
  }

  private JsonNode run(Path script, ScimServer scim) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("bash", script.toString(), scim.base(), scim.token(), out.toString())
            .redirectErrorStream(true);
    builder.environment().put("NPM_DIR", NpmPackages.install("newman").toString());
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return ScimJson.parseObject(Files.readAllBytes(out.resolve("report.json"))).path("run");
  }
}
