package dev.muster.provisioning.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FunctionReferenceTest {
  @Test
  void referenceNamesEveryFunctionAsItIs() throws IOException {
    var reference = Files.readString(Path.of("..", "docs", "expressions.md"));

    assertThat(Expression.functions())
        .allSatisfy(function ->
            assertThat(reference)
                .contains("| `%s` | %s |".formatted(function.signature(), function.summary())));
  }
}
