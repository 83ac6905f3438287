package dev.muster.scim.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import tools.jackson.databind.node.ObjectNode;

final class FuzzSamples {
  static final ResourceSchema USER = SchemaRegistry.core().findResourceType("User").orElseThrow();

  private FuzzSamples() {}

  static ObjectNode user() {
    var body =
        """
        {"userName": "bjensen", "active": true, "title": "Guide",
         "name": {"givenName": "Barbara", "familyName": "Jensen"},
         "emails": [{"value": "b@work.example", "type": "work", "primary": true},
                    {"value": "b@home.example", "type": "home"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
             {"department": "Tours", "manager": {"value": "271"}}}
        """;
    return ResourceReader.read(ScimJson.parseObject(body), USER);
  }

  /// What a person may be told: a 4xx with a detail of bounded length.
  static void requireWellFormed(ScimException refused) {
    assertThat(refused.status()).isBetween(400, 499);
    assertThat(refused.detail()).isNotBlank().hasSizeLessThan(50_000);
  }
}
