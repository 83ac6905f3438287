package dev.muster.provisioning.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretPathsTest {

  @Test
  void hidesWhatTheSchemaNeverReturnsAndWhateverIsAPassword() {
    var users =
        DefaultMappings.directoryToScim().stream()
            .filter(mapping -> mapping.objectType().equals("User"))
            .findFirst()
            .orElseThrow()
            .withAttributes(
                List.of(
                    AttributeMapping.of("userName", "[userName]"),
                    AttributeMapping.of("password", "\"x\""),
                    AttributeMapping.of("urn:example:app:2.0:User:initialPassword", "\"x\""),
                    AttributeMapping.of("emails[type eq \"work\"].value", "[mail]")));

    assertThat(SecretPaths.of(users, SchemaRegistry.core()))
        .containsExactlyInAnyOrder("password", "urn:example:app:2.0:User:initialPassword");
  }
}
