package dev.muster.scim.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.scim.schema.SchemaRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaSetTest {
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";

  private static SchemaSet read(String json) {
    return SchemaSetJson.read(ScimJson.parseObject(json));
  }

  /// RFC 7643's User, with one attribute's characteristic changed.
  private static ObjectNode user(String attribute, String characteristic, Object value) {
    var json = SchemaJson.render(SchemaRegistry.core().findSchema(USER).orElseThrow(), "/Schemas");
    for (var definition : json.path("attributes")) {
      if (definition.path("name").asString().equals(attribute)) {
        ((ObjectNode) definition).putPOJO(characteristic, value);
      }
    }
    return ScimJson.parseObject(ScimJson.write(json));
  }

  @Test
  void whatATenantHasCanBeSentBack() {
    var set =
        read(
            "{\"schemas\": [{\"id\": \"urn:example:2.0:A\", \"attributes\": [{\"name\": \"x\"}]}]}");

    var whole = SchemaSetJson.renderWhole(set, "https://example.com/scim/v2");

    assertThat(whole.path("schemas")).hasSize(4);
    assertThat(SchemaSetJson.read(whole)).isEqualTo(set);
  }

  @Test
  void coreDefinitionsAreNotTheTenantsOwn() {
    var whole = SchemaSetJson.renderWhole(SchemaSet.CORE, "https://example.com/scim/v2");

    assertThat(SchemaSetJson.read(whole)).isEqualTo(SchemaSet.CORE);
  }

  @Test
  void userMayAskForMoreThanTheRfc() {
    var schema = SchemaSetJson.schema(user("title", "required", true));

    var set = SchemaSet.CORE.with(schema);

    var title =
        set.registry().findResourceType("User").orElseThrow().find(AttributePath.of("title"));
    assertThat(title.orElseThrow().attribute().required()).isTrue();
    assertThat(set.withoutSchema(USER)).isEqualTo(SchemaSet.CORE);
  }

  @Test
  void externalIdMayBecomeRequired() {
    var user = user("title", "required", false);
    ((ArrayNode) user.path("attributes"))
        .addObject()
        .put("name", "externalId")
        .put("caseExact", true)
        .put("required", true)
        .put("uniqueness", "server");

    var type = SchemaSet.CORE.with(SchemaSetJson.schema(user)).registry().findResourceType("User");

    var externalId = type.orElseThrow().baseAttributes().find("externalId").orElseThrow();
    assertThat(externalId.required()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "userName, required, false",
    "userName, uniqueness, none",
    "userName, caseExact, true",
    "groups, mutability, readWrite",
    "password, returned, default",
    "title, type, integer",
    "title, multiValued, true"
  })
  void userKeepsWhatTheRfcSays(String attribute, String characteristic, String value) {
    Object typed =
        switch (value) {
          case "true" -> true;
          case "false" -> false;
          default -> value;
        };
    var schema = SchemaSetJson.schema(user(attribute, characteristic, typed));

    assertThatThrownBy(() -> SchemaSet.CORE.with(schema))
        .hasMessageContaining(attribute)
        .hasMessageContaining("RFC 7643");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schemas\": [{\"id\": \"Badge\", \"attributes\": []}]}",
        "{\"schemas\": [{\"id\": \"urn:a:b\", \"attributes\": [{\"name\": \"id\"}]}]}",
        "{\"schemas\": [{\"id\": \"urn:a:b\", \"attributes\": [{\"name\": \"x y\"}]}]}",
        "{\"schemas\": [{\"id\": \"urn:a:b\", \"attributes\": [{\"name\": \"x\", \"mutabilty\": 1}]}]}",
        "{\"schemas\": [{\"id\": \"urn:a:b\", \"attributes\": [{\"name\": \"x\"}, {\"name\": \"X\"}]}]}",
        "{\"schemas\": [{\"id\": \"urn:a:b\"}, {\"id\": \"urn:A:b\"}]}",
        "{\"schemas\": [{\"id\": \"urn:a:b\", \"attributes\": [{\"name\": \"x\", \"mutability\": \"writeOnly\"}]}]}",
        "{\"resourceTypes\": [{\"name\": \"A\", \"endpoint\": \"/As\", \"schema\": \"urn:a:b\"}]}",
        "{\"resourceTypes\": [{\"name\": \"User\", \"endpoint\": \"/People\", \"schema\": \"%s\"}]}",
        "{\"resourceTypes\": [{\"name\": \"Person\", \"endpoint\": \"/People\", \"schema\": \"%s\"}]}",
        "{\"indexed\": [\"badge\"]}",
        "{\"indexed\": [\"%s:password\"]}",
        "{\"indexed\": [\"%s:name\"]}",
        "{\"indexes\": []}"
      })
  void refusesWhatDoesNotStand(String json) {
    assertThatThrownBy(() -> read(json.replace("%s", USER)))
        .isInstanceOf(dev.muster.scim.message.ScimException.class);
  }

  @Test
  void binaryAndReferenceAreCaseExactWhateverIsSaid() {
    var set =
        read(
            """
            {"schemas": [{"id": "urn:a:b", "attributes": [
                {"name": "blob", "type": "binary", "caseExact": false},
                {"name": "link", "type": "reference", "referenceTypes": ["external"]}]}]}
            """);

    assertThat(set.schemas().getFirst().attributes()).allMatch(attribute -> attribute.caseExact());
  }

  @Test
  void indexedAttributesHaveLookupsAndAreSearchable() {
    var set =
        read(
            """
            {"schemas": [{"id": "urn:a:b", "attributes": [{"name": "badge"}]}],
             "resourceTypes": [{"name": "A", "endpoint": "/As", "schema": "urn:a:b"}],
             "indexed": ["URN:A:B:BADGE", "urn:a:b:badge"]}
            """);

    var type = set.registry().findResourceType("A").orElseThrow();
    var badge = type.find(AttributePath.of("badge")).orElseThrow();

    assertThat(set.indexed()).containsExactly(AttributePath.parse("urn:a:b:badge"));
    assertThat(type.indexedPaths()).contains(badge);
    assertThat(type.isSearchable(badge)).isTrue();
  }
}
