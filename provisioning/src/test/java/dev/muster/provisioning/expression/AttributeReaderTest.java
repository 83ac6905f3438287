package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Evaluations.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeReaderTest {
  private static final String ENTRY =
      """
      {"userName": "zoe",
       "Given Name": "Zoë",
       "dotted.key": "flat",
       "name": {"givenName": "Zoë"},
       "emails": [
         {"type": "home", "value": "z@home.example"},
         {"TYPE": "Work", "value": "z@work.example", "primary": true}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
         "department": "Sales", "manager": {"value": "e9"}},
       "urn:acme:2.0:User:badge": "B7"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\0',
      value = {
        "[userName]¦zoe",
        "[USERNAME]¦zoe",
        "[Given Name]¦Zoë",
        "[dotted.key]¦flat",
        "[name.givenName]¦Zoë",
        "[emails[type eq \"work\"].value]¦z@work.example",
        "[emails[primary eq \"True\"].value]¦z@work.example",
        "[emails[not (type eq \"work\") and value co \"]\"].value]¦∅",
        "[emails[type ne \"work\" and value ew \"example\"].value]¦z@home.example",
        "Join(\",\", [emails.value])¦z@home.example,z@work.example",
        "[urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department]¦Sales",
        "[urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:Manager]¦e9",
        "[urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value]¦e9",
        "[urn:ietf:params:scim:schemas:core:2.0:User:userName]¦zoe",
        "[urn:acme:2.0:User:badge]¦B7",
        "[urn:acme:2.0:User:userName]¦∅",
        "[id]¦e1",
        "[nickName]¦∅"
      })
  void readsKeysAndPaths(String expression, String expected) {
    assertThat(text(expression, ENTRY)).isEqualTo(expected);
  }
}
