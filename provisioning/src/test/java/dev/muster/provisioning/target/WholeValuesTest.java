package dev.muster.provisioning.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class WholeValuesTest {
  private static ObjectNode patch(String operations) {
    return ScimJson.parseObject(
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
        """
            .formatted(operations));
  }

  @Test
  void partsOfOneValueBecomeOneValue() {
    var patch =
        patch(
            """
            {"op": "add", "path": "addresses[type eq \\"work\\"].locality", "value": "Zürich"},
            {"op": "replace", "path": "title", "value": "Boss"},
            {"op": "add", "path": "addresses[type eq \\"work\\"].country", "value": "CH"}
            """);

    assertThat(WholeValues.rewrite(patch))
        .contains(
            patch(
                """
                {"op": "replace", "path": "title", "value": "Boss"},
                {"op": "add", "path": "addresses",
                 "value": [{"type": "work", "locality": "Zürich", "country": "CH"}]}
                """));
  }

  @Test
  void nothingToRewriteWithoutAValuePathThatIsAdded() {
    var patch =
        patch(
            """
            {"op": "replace", "path": "emails[type eq \\"work\\"].value", "value": "a@example.com"}
            """);

    assertThat(WholeValues.rewrite(patch)).isEmpty();
  }
}
