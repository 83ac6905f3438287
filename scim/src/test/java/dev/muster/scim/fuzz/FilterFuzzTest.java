package dev.muster.scim.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.PatchPath;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

class FilterFuzzTest {
  private final ObjectNode user = FuzzSamples.user();

  /// A filter is refused or reads back from its own text, and has an answer for a user.
  @FuzzTest(maxDuration = "3m")
  void filter(byte[] utf8) {
    var text = new String(utf8, StandardCharsets.UTF_8);
    try {
      var filter = Filter.parse(text);
      assertThat(Filter.parse(filter.render())).isEqualTo(filter);
      var unused = FilterEvaluator.matches(FilterChecker.check(filter, FuzzSamples.USER), user);
    } catch (ScimException refused) {
      FuzzSamples.requireWellFormed(refused);
    }
  }

  /// A path is refused or reads back from its own text.
  @FuzzTest(maxDuration = "3m")
  void path(byte[] utf8) {
    var text = new String(utf8, StandardCharsets.UTF_8);
    try {
      var path = AttributePath.parse(text);
      assertThat(AttributePath.parse(path.toString())).isEqualTo(path);
    } catch (ScimException refused) {
      FuzzSamples.requireWellFormed(refused);
    }
    try {
      var path = PatchPath.parse(text);
      assertThat(PatchPath.parse(path.toString())).isEqualTo(path);
    } catch (ScimException refused) {
      FuzzSamples.requireWellFormed(refused);
    }
  }
}
