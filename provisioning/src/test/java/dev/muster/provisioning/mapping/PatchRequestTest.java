package dev.muster.provisioning.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.AttributeChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

class PatchRequestTest {
  private static final JsonNode NONE = NullNode.getInstance();
  private static final String MANAGER =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";

  @Test
  void addsReplacesAndClearsOneAttributePerOperation() {
    var changes =
        List.of(
            change("nickName", NONE, text("Zo")),
            change("title", text("Clerk"), text("Nurse")),
            change("emails[type eq \"work\"].value", text("z@acme.example"), NONE));
    var expected =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [
           {"op": "add", "path": "nickName", "value": "Zo"},
           {"op": "replace", "path": "title", "value": "Nurse"},
           {"op": "remove", "path": "emails[type eq \\"work\\"].value"}]}
        """;

    assertThat(PatchRequest.of(changes, Map.of())).isEqualTo(json(expected));
  }

  @Test
  void writesAReferenceByItsTargetIdAndLeavesOutOneThatHasNone() {
    var changes = List.of(reference(MANAGER, "e9"), reference("assistant.value", "e8"));

    var request = PatchRequest.of(changes, Map.of(MANAGER, "t9"));

    assertThat(request.path("Operations"))
        .singleElement()
        .satisfies(
            operation -> assertThat(operation.at("/value/value").asString()).isEqualTo("t9"));
  }

  @Test
  void isEmptyWhenNoReferenceCanBeWritten() {
    var request = PatchRequest.of(List.of(reference(MANAGER, "e9")), Map.of());

    assertThat(PatchRequest.empty(request)).isTrue();
  }

  @Test
  void addsMembersInOneOperationAndRemovesEachByItsOwnValuePath() {
    var expected =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [
           {"op": "add", "path": "members", "value": [{"value": "t1"}, {"value": "t2"}]},
           {"op": "remove", "path": "members[value eq \\"t3\\"]"}]}
        """;

    assertThat(PatchRequest.ofMembers(List.of("t1", "t2"), List.of("t3")))
        .isEqualTo(json(expected));
  }

  private static AttributeChange change(String path, JsonNode before, JsonNode after) {
    return new AttributeChange(path, before, after, Optional.empty());
  }

  private static AttributeChange reference(String path, String sourceId) {
    return new AttributeChange(
        path, NONE, text(sourceId), Optional.of(new Reference("User", sourceId)));
  }

  private static JsonNode text(String text) {
    return StringNode.valueOf(text);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
