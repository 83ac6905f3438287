package dev.muster.scim.dialect;

import static dev.muster.scim.dialect.DialectSamples.json;
import static dev.muster.scim.dialect.DialectSamples.patchUser;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PATCH requests as clients really send them.
class PatchDialectTest {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  /// Microsoft Entra ID, with and without `aadOptscim062020` in the tenant URL.
  @Nested
  class Entra {
    @Test
    void disablesWithAWordInATitleCasedOperation() {
      var patched =
          patchUser(
              "{\"userName\": \"a\", \"active\": true}",
              """
              {"op": "Replace", "path": "active", "value": "False"}
              """);

      assertThat(patched).isEqualTo(json("{\"userName\": \"a\", \"active\": false}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Add", "Replace"})
    void setsPartOfAValueThatIsNotThereYet(String op) {
      var patched =
          patchUser(
              "{\"userName\": \"a\", \"emails\": [{\"value\": \"h\", \"type\": \"home\"}]}",
              """
              {"op": "%s", "path": "emails[type eq \\"work\\"].value", "value": "w"},
              {"op": "%s", "path": "roles[primary eq \\"True\\"].value", "value": "admin"}
              """
                  .formatted(op, op));

      assertThat(patched)
          .isEqualTo(
              json(
                  """
                  {"userName": "a",
                   "emails": [{"value": "h", "type": "home"}, {"type": "work", "value": "w"}],
                   "roles": [{"primary": true, "value": "admin"}]}
                  """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null"})
    void clearsWithAnEmptyValueAndLeavesNoShell(String empty) {
      var patched =
          patchUser(
              """
              {"userName": "a", "title": "T",
               "emails": [{"value": "w", "type": "work", "primary": true}],
               "%s": {"manager": {"value": "271", "$ref": "../Users/271"}}}
              """
                  .formatted(ENTERPRISE),
              """
              {"op": "Replace", "path": "title", "value": %s},
              {"op": "Replace", "path": "emails[type eq \\"work\\"].value", "value": %s},
              {"op": "Replace", "path": "phoneNumbers[type eq \\"work\\"].value", "value": %s},
              {"op": "Replace", "path": "%s:manager", "value": %s}
              """
                  .formatted(empty, empty, empty, ENTERPRISE, empty));

      assertThat(patched).isEqualTo(json("{\"userName\": \"a\"}"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\"271\"", "{\"value\": \"271\"}", "[{\"$ref\": null, \"value\": \"271\"}]"})
    void setsManagerInAnyForm(String manager) {
      var patched =
          patchUser(
              "{\"userName\": \"a\"}",
              """
              {"op": "Add", "path": "%s:manager", "value": %s}
              """
                  .formatted(ENTERPRISE, manager));

      assertThat(patched)
          .isEqualTo(
              json(
                  "{\"userName\": \"a\", \"%s\": {\"manager\": {\"value\": \"271\"}}}"
                      .formatted(ENTERPRISE)));
    }

    @Test
    void namesPathsAsMembersOfAValueWithoutPath() {
      var patched =
          patchUser(
              "{\"userName\": \"a\", \"name\": {\"familyName\": \"J\"}}",
              """
              {"op": "replace", "value": {
                "displayName": "Bjfe",
                "name.givenName": "Barbara",
                "emails[type eq \\"work\\"].value": "w",
                "%s:employeeNumber": "42",
                "%s": {"department": "Tours", "manager.value": "271"},
                "active": "True"}}
              """
                  .formatted(ENTERPRISE, ENTERPRISE));

      assertThat(patched)
          .isEqualTo(
              json(
                  """
                  {"userName": "a", "displayName": "Bjfe",
                   "name": {"familyName": "J", "givenName": "Barbara"},
                   "emails": [{"type": "work", "value": "w"}],
                   "%s": {"employeeNumber": "42", "department": "Tours",
                          "manager": {"value": "271"}},
                   "active": true}
                  """
                      .formatted(ENTERPRISE)));
    }

    @Test
    void attributesThatNobodyKnowsAreIgnoredInAValueWithoutPathAsInAPost() {
      var patched =
          patchUser(
              "{\"userName\": \"a\"}",
              """
              {"op": "add", "value": {
                "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/User": {"x": 1},
                "shoeSize": 43, "title": "T"}}
              """);

      assertThat(patched).isEqualTo(json("{\"userName\": \"a\", \"title\": \"T\"}"));
    }
  }

  /// Okta.
  @Nested
  class Okta {
    @Test
    void deactivatesWithoutPath() {
      var patched =
          patchUser(
              "{\"userName\": \"a\", \"active\": true}",
              """
              {"op": "replace", "value": {"active": false}}
              """);

      assertThat(patched).isEqualTo(json("{\"userName\": \"a\", \"active\": false}"));
    }

    @Test
    void sendsBackWhatItHasRead() {
      var patched =
          patchUser(
              "{\"userName\": \"a\"}",
              """
              {"op": "replace", "value": {"id": "7", "schemas": ["x"], "groups": [],
               "meta": {"resourceType": "User"}, "displayName": "A"}}
              """);

      assertThat(patched).isEqualTo(json("{\"userName\": \"a\", \"displayName\": \"A\"}"));
    }
  }
}
