package dev.muster.scim.patch;

import static dev.muster.scim.patch.PatchSamples.GROUP;
import static dev.muster.scim.patch.PatchSamples.patchOp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimType;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.MembersChange.Delta;
import dev.muster.scim.provider.MembersChange.ReplaceAll;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupPatchTest {
  private static GroupPatch split(String operations) {
    return GroupPatch.split(patchOp(operations), GROUP);
  }

  private static MembersChange members(String operations) {
    var split = split(operations);
    assertThat(split.document().operations()).isEmpty();
    return split.members();
  }

  @Test
  void addsMembersAsEntraNamesThem() {
    var change =
        members(
            """
            {"op": "Add", "path": "members",
             "value": [{"$ref": null, "value": "a"}, {"$ref": null, "value": "b"}]}
            """);

    assertThat(change).isEqualTo(new Delta(List.of("a", "b"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\": \"add\", \"path\": \"members\", \"value\": {\"value\": \"a\"}}",
        "{\"op\": \"add\", \"path\": \"MEMBERS\", \"value\": [{\"Value\": \"a\", \"display\": \"A\"}]}",
        "{\"op\": \"add\", \"value\": {\"members\": [{\"value\": \"a\"}]}}",
        "{\"op\": \"add\", \"value\": {\"urn:ietf:params:scim:schemas:core:2.0:Group:members\": "
            + "[{\"value\": \"a\"}]}}",
        "{\"op\": \"add\", \"value\": {\"urn:ietf:params:scim:schemas:core:2.0:Group\": "
            + "{\"members\": [{\"value\": \"a\"}]}}}",
        "{\"op\": \"add\", \"path\": \"urn:ietf:params:scim:schemas:core:2.0:Group:members\", "
            + "\"value\": [{\"value\": \"a\"}, {\"value\": \"a\", \"type\": \"User\"}]}"
      })
  void addsOneMemberInAnyForm(String operation) {
    assertThat(members(operation)).isEqualTo(new Delta(List.of("a"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\": \"remove\", \"path\": \"members[value eq \\\"a\\\"]\"}",
        "{\"op\": \"Remove\", \"path\": \"members[value eq \\\"a\\\"]\"}"
      })
  void removesOneMemberInAnyForm(String operation) {
    assertThat(members(operation)).isEqualTo(new Delta(List.of(), List.of("a")));
  }

  @Test
  void removesMembersThatAFilterNames() {
    var change =
        members(
            """
            {"op": "remove", "path": "members[value eq \\"a\\" or value eq \\"b\\"]"}
            """);

    assertThat(((Delta) change).remove()).containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\": \"remove\", \"path\": \"members\"}",
        "{\"op\": \"replace\", \"path\": \"members\", \"value\": []}",
        "{\"op\": \"replace\", \"path\": \"members\", \"value\": null}",
        "{\"op\": \"replace\", \"value\": {\"members\": []}}"
      })
  void emptiesTheGroup(String operation) {
    assertThat(members(operation)).isEqualTo(new ReplaceAll(List.of()));
  }

  @Test
  void laterOperationsWin() {
    var change =
        members(
            """
            {"op": "add", "path": "members", "value": [{"value": "a"}, {"value": "b"}]},
            {"op": "remove", "path": "members[value eq \\"a\\"]"},
            {"op": "remove", "path": "members[value eq \\"c\\"]"},
            {"op": "add", "path": "members", "value": [{"value": "c"}]}
            """);

    assertThat(change).isEqualTo(new Delta(List.of("b", "c"), List.of("a")));
  }

  @Test
  void operationsAfterAReplaceChangeWhatItLeft() {
    var change =
        members(
            """
            {"op": "add", "path": "members", "value": [{"value": "z"}]},
            {"op": "replace", "path": "members", "value": [{"value": "a"}, {"value": "b"}]},
            {"op": "remove", "path": "members[value eq \\"a\\"]"},
            {"op": "add", "path": "members", "value": [{"value": "c"}]}
            """);

    assertThat(change).isEqualTo(new ReplaceAll(List.of("b", "c")));
  }

  @Test
  void keepsTheOtherOperationsForTheDocument() {
    var split =
        split(
            """
            {"op": "replace", "path": "displayName", "value": "New"},
            {"op": "replace", "value": {"id": "g", "members": [{"value": "a"}], "externalId": "e"}},
            {"op": "remove", "path": "externalId"}
            """);

    assertThat(split.members()).isEqualTo(new ReplaceAll(List.of("a")));
    assertThat(split.document())
        .isEqualTo(
            patchOp(
                """
                {"op": "replace", "path": "displayName", "value": "New"},
                {"op": "replace", "value": {"id": "g", "externalId": "e"}},
                {"op": "remove", "path": "externalId"}
                """));
  }

  @Test
  void tellsWhyAMemberCannotBeNamedOrChanged() {
    assertRefused(
        ScimType.INVALID_PATH,
        "members[value eq \"id\"]",
        "{\"op\": \"remove\", \"path\": \"members[type eq \\\"User\\\"]\"}");
    assertRefused(
        ScimType.MUTABILITY,
        "a member cannot be changed",
        "{\"op\": \"replace\", \"path\": \"members[value eq \\\"a\\\"].type\", \"value\": \"Group\"}");
    assertRefused(
        ScimType.INVALID_VALUE,
        "a member has no \"value\"",
        "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"type\": \"User\"}]}");
  }

  private static void assertRefused(ScimType type, String detail, String operation) {
    assertThatExceptionOfType(ScimException.class)
        .isThrownBy(() -> split(operation))
        .withMessageContaining(detail)
        .satisfies(e -> assertThat(e.scimType()).contains(type));
  }
}
