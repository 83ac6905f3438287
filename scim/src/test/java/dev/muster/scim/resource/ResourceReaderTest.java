package dev.muster.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ResourceReaderTest {
  private static final ResourceSchema USER =
      SchemaRegistry.core().findResourceType("User").orElseThrow();

  private static ObjectNode read(String json) {
    return ResourceReader.read(ScimJson.parseObject(json), USER);
  }

  @Test
  void writesAttributesInTheirSchemasSpelling() {
    assertThat(read("{\"USERNAME\": \"ann\", \"Name\": {\"GIVENNAME\": \"Ann\"}}"))
        .isEqualTo(read("{\"userName\": \"ann\", \"name\": {\"givenName\": \"Ann\"}}"));
  }

  @Test
  void leavesOutWhatTheServerSetsAndWhatNobodyKnows() {
    var document =
        read("{\"userName\": \"ann\", \"id\": \"mine\", \"meta\": {}, \"shoeSize\": 39}");

    assertThat(document.propertyNames()).containsExactly("userName");
  }

  @Test
  void takesAValueThatIsGivenTwiceForOne() {
    var twice =
        "{\"value\": \"a@example.com\", \"type\": \"work\"}, {\"type\": \"work\", \"value\": \"a@example.com\"}";

    assertThat(read("{\"userName\": \"ann\", \"emails\": [" + twice + "]}").path("emails"))
        .hasSize(1);
  }

  @Test
  void takesEmptyValuesForNone() {
    assertThat(read("{\"userName\": \"ann\", \"title\": null, \"emails\": [], \"nickName\": null}"))
        .isEqualTo(read("{\"userName\": \"ann\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                              | userName",
        "{\"userName\": 5}                               | userName",
        "{\"userName\": \"a\", \"active\": \"perhaps\"}  | active",
        "{\"userName\": \"a\", \"name\": \"Ann\"}        | name",
        "{\"userName\": \"\"}                              | userName",
        "{\"userName\": \"a\", \"active\": \"False\"}    | active",
        "{\"userName\": \"a\", \"emails\": {\"value\": \"x\"}} | emails",
        "{\"userName\": \"a\", \"emails\": [{\"value\": \"x\", \"primary\": true}, {\"value\":"
            + " \"y\", \"primary\": true}]} | primary"
      })
  void refusesNamingTheAttribute(String json, String attribute) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ScimException.class)
        .hasMessageContaining(attribute);
  }

  @Test
  void projectionShowsWhatWasAskedForAndTheId() {
    var resource =
        ScimJson.parseObject(
            """
            {"id": "1", "userName": "ann", "name": {"givenName": "Ann", "familyName": "A"},
             "emails": [{"type": "work", "value": "a@example.com"}]}
            """);

    assertThat(Projection.of(List.of("name.givenName"), List.of(), USER).apply(resource))
        .isEqualTo(ScimJson.parseObject("{\"id\": \"1\", \"name\": {\"givenName\": \"Ann\"}}"));
    assertThat(Projection.of(List.of(), List.of("emails", "name"), USER).apply(resource))
        .isEqualTo(ScimJson.parseObject("{\"id\": \"1\", \"userName\": \"ann\"}"));
    assertThat(Projection.of(List.of(), List.of("groups"), USER).includes("groups")).isFalse();
  }
}
