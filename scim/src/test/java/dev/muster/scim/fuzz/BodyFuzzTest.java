package dev.muster.scim.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.muster.scim.bulk.BulkReferences;
import dev.muster.scim.bulk.BulkRequest;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.PatchApplier;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.resource.ResourceReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

class BodyFuzzTest {
  private final ObjectNode user = FuzzSamples.user();

  /// What is read is what Jackson reads, and reads back from what is written of it.
  @FuzzTest(maxDuration = "3m")
  void json(byte[] body) {
    try {
      var object = ScimJson.parseObject(body);
      assertThat(ScimJson.parseObject(ScimJson.writeBytes(object))).isEqualTo(object);
      assertThat(ScimJson.mapper().readTree(body)).isEqualTo(object);
    } catch (ScimException refused) {
      FuzzSamples.requireWellFormed(refused);
    } catch (JacksonException refusedThereOnly) {
      throw new AssertionError("read what Jackson refuses", refusedThereOnly);
    }
  }

  /// A resource is refused, or what was read of it reads to the same again.
  @FuzzTest(maxDuration = "3m")
  void resource(byte[] body) {
    try {
      var document = ResourceReader.read(ScimJson.parseObject(body), FuzzSamples.USER);
      assertThat(ResourceReader.read(document, FuzzSamples.USER)).isEqualTo(document);
    } catch (ScimException refused) {
      FuzzSamples.requireWellFormed(refused);
    }
  }

  /// A PATCH is refused or applied, and either way leaves the user that it was given as it was.
  @FuzzTest(maxDuration = "3m")
  void patch(byte[] body) {
    try {
      var patched =
          PatchApplier.apply(user, PatchOp.parse(ScimJson.parseObject(body)), FuzzSamples.USER);
      assertThat(ScimJson.parseObject(ScimJson.writeBytes(patched))).isEqualTo(patched);
    } catch (ScimException refused) {
      FuzzSamples.requireWellFormed(refused);
    }
    assertThat(user).isEqualTo(FuzzSamples.user());
  }

  /// A bulk request is refused or read.
  @FuzzTest(maxDuration = "3m")
  void bulk(byte[] body) {
    try {
      for (var entry : BulkRequest.parse(ScimJson.parseObject(body)).entries()) {
        if (entry instanceof BulkRequest.Entry.Sound(var operation)) {
          BulkReferences.of(operation);
        }
      }
    } catch (ScimException refused) {
      FuzzSamples.requireWellFormed(refused);
    }
  }
}
