package dev.muster.provisioning.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.CompiledMapping.CompiledAttribute;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.source.Entry;
import dev.muster.scim.schema.SchemaRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MappingCompilerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-31T09:30:00Z"), ZoneOffset.UTC);
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\0',
      value = {
        "active¦\"true\"¦true",
        "active¦\"True\"¦true",
        "active¦\"FALSE\"¦false",
        "active¦\"0\"¦false",
        "active¦false¦false",
        "title¦12¦\"12\"",
        "title¦[\"a\", \"b\"]¦\"a\"",
        "emails[type eq \"work\"].primary¦\"True\"¦true",
        "emails¦\"a@x.example\"¦[{\"value\": \"a@x.example\"}]",
        "emails.value¦\"a@x.example\"¦\"a@x.example\"",
        "urn:acme:2.0:User:level¦3¦3",
        "urn:acme:2.0:User:tags¦[\"a\"]¦[\"a\"]"
      })
  void convertsAValueToTheTypeOfItsTarget(String target, String value, String expected) {
    var attribute = attribute(AttributeMapping.of(target, "[x]"));

    assertThat(attribute.value().apply(entry("{\"x\": %s}".formatted(value))))
        .contains(json(expected));
    assertThat(attribute.current().apply(body(attribute, json(expected)))).contains(json(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "[]"})
  void takesAnEmptyValueForNone(String value) {
    for (var target : List.of("title", "active", "emails", "urn:acme:2.0:User:badge")) {
      var attribute = attribute(AttributeMapping.of(target, "[x]"));

      assertThat(attribute.value().apply(entry("{\"x\": %s}".formatted(value)))).isEmpty();
    }
  }

  @Test
  void writesABodyInTheStructureOfTheSchemas() {
    var expected =
        """
        {"userName": "zoe",
         "name": {"givenName": "Zoë", "familyName": "Ott"},
         "emails": [{"type": "work", "value": "z@work.example", "primary": true},
                    {"type": "home", "value": "z@home.example"}],
         "roles": [{"primary": true, "value": "admin"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
           "department": "Sales", "manager": {"value": "t9"}},
         "urn:acme:2.0:User": {"badge": "B7"}}
        """;
    var mapping =
        compile(
            constant("userName", "zoe"),
            constant("name.givenName", "Zoë"),
            constant("NAME.familyname", "Ott"),
            constant("emails[type eq \"work\"].value", "z@work.example"),
            constant("emails[type eq \"home\"].value", "z@home.example"),
            constant("emails[type eq \"work\"].primary", "true"),
            constant("roles[primary eq \"True\"].value", "admin"),
            constant(
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:department", "Sales"),
            AttributeMapping.reference(ENTERPRISE + ":manager", "\"e9\"", "User"),
            constant("urn:acme:2.0:User:badge", "B7"));

    var created = mapping.map(entry("{}")).onCreate();

    assertThat(created.references())
        .containsEntry(ENTERPRISE + ":manager", new Reference("User", "e9"));
    assertThat(mapping.body(created, Map.of(ENTERPRISE + ":manager", "t9")))
        .isEqualTo(json(expected));
  }

  @Test
  void readsBackWhatItWrites() {
    var mapping =
        compile(
            constant("active", "True"),
            constant("name.givenName", "Zoë"),
            constant("emails[type eq \"work\"].value", "z@work.example"),
            constant("addresses[type eq \"work\"].postalCode", "10115"),
            constant(ENTERPRISE + ":department", "Sales"),
            constant("urn:acme:2.0:User:badge", "B7"),
            constant("nickname", "Z"));
    var state = mapping.map(entry("{}")).desired();

    assertThat(mapping.stateOf(mapping.body(state, Map.of()))).isEqualTo(state);
  }

  @Test
  void readsATargetThatSpellsItsOwnWay() {
    var mapping =
        compile(
            constant("active", "x"),
            constant("displayName", "x"),
            constant("emails[type eq \"work\"].value", "x"),
            constant(ENTERPRISE + ":department", "x"),
            constant("title", "x"));
    var object =
        """
        {"Active": "False",
         "displayname": "Zoë",
         "emails": [{"Type": "WORK", "Value": "z@work.example"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department": "Sales",
         "title": null}
        """;

    assertThat(mapping.stateOf((ObjectNode) json(object)).values())
        .containsOnly(
            Map.entry("active", json("false")),
            Map.entry("displayName", json("\"Zoë\"")),
            Map.entry("emails[type eq \"work\"].value", json("\"z@work.example\"")),
            Map.entry(ENTERPRISE + ":department", json("\"Sales\"")));
  }

  @Test
  void readsATargetWhoseValuesAreNotWhatTheyShouldBe() {
    var mapping =
        compile(
            constant("active", "true"),
            constant("emails[type eq \"work\"].value", "x"),
            constant("name.givenName", "x"));
    var object =
        """
        {"active": "perhaps",
         "emails": ["a@x.example", {"type": ["home", "work"], "value": "b@x.example"}],
         "name": "Zoë"}
        """;

    assertThat(mapping.stateOf((ObjectNode) json(object)).values())
        .containsOnly(
            Map.entry("active", json("\"perhaps\"")),
            Map.entry("emails[type eq \"work\"].value", json("\"b@x.example\"")));
  }

  @Test
  void takesTheSourceIdOutOfAReference() {
    var mapping =
        compile(
            AttributeMapping.reference(
                ENTERPRISE + ":manager", "[" + ENTERPRISE + ":manager]", "User"));
    var entry = entry("{\"%s\": {\"manager\": {\"value\": \"e9\"}}}".formatted(ENTERPRISE));

    assertThat(mapping.map(entry).desired().references())
        .containsEntry(ENTERPRISE + ":manager", new Reference("User", "e9"));
    assertThat(mapping.map(entry("{}")).desired().references()).isEmpty();
  }

  @Test
  void writesADefaultOnCreateOnly() {
    var mapping =
        compile(
            new AttributeMapping(
                "active", "[x]", Optional.of("True"), 0, Apply.ALWAYS, Optional.empty()));
    var mapped = mapping.map(entry("{}"));

    assertThat(mapped.onCreate().values()).containsEntry("active", json("true"));
    assertThat(mapped.desired().values()).isEmpty();
  }

  @Test
  void knowsFromTheSchemaWhetherCasesDiffer() {
    assertThat(attribute(constant("userName", "x")).caseExact()).isFalse();
    assertThat(attribute(constant("externalId", "x")).caseExact()).isTrue();
    assertThat(attribute(constant("emails[type eq \"work\"].value", "x")).caseExact()).isFalse();
    assertThat(attribute(constant("urn:acme:2.0:User:badge", "x")).caseExact()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\0',
      value = {
        "title¦Joim([a])¦did you mean \"Join\"? at column 1, in Joim([a])",
        "emails[type eq¦[a]¦never closed",
        "emails[type ne \"work\"].value¦[a]¦use eq, and and",
        "user name¦[a]¦unexpected ' ' at column 5",
        "externalId¦Guid()¦apply it on create only"
      })
  void saysWhichMappingIsWrongAndWhatToDo(String target, String expression, String help) {
    assertThatExceptionOfType(MappingException.class)
        .isThrownBy(() -> compile(AttributeMapping.of(target, expression)))
        .withMessageStartingWith("mapping of \"%s\": ".formatted(target))
        .withMessageContaining(help)
        .satisfies(e -> assertThat(e.target()).isEqualTo(target));
  }

  @Test
  void rejectsADefaultThatDoesNotFit() {
    var mapping =
        new AttributeMapping(
            "active", "[x]", Optional.of("perhaps"), 0, Apply.ALWAYS, Optional.empty());

    assertThatExceptionOfType(MappingException.class)
        .isThrownBy(() -> compile(mapping))
        .withMessage("mapping of \"active\": the default value \"perhaps\" is not true or false");
  }

  @Test
  void rejectsATargetThatIsMappedTwice() {
    assertThatExceptionOfType(MappingException.class)
        .isThrownBy(() -> compile(constant("title", "a"), constant("Title", "b")))
        .withMessageContaining("mapped twice");
  }

  @Test
  void rejectsMatchingByAValueThatIsMadeEachTime() {
    var mapping =
        new AttributeMapping(
            "userName", "Guid()", Optional.empty(), 1, Apply.ON_CREATE, Optional.empty());

    assertThatExceptionOfType(MappingException.class)
        .isThrownBy(() -> compile(mapping))
        .withMessageContaining("match by another attribute");
  }

  @Test
  void namesTheEntryWhoseValueDoesNotFit() {
    var mapping = compile(AttributeMapping.of("active", "[status]"));

    assertThatExceptionOfType(MappingException.class)
        .isThrownBy(() -> mapping.map(entry("{\"status\": \"perhaps\"}")))
        .withMessage(
            "mapping of \"active\": \"perhaps\" is not true or false, in [status] for the entry \"e1\"");
  }

  private static CompiledMapping compile(AttributeMapping... attributes) {
    return MappingCompiler.compile(mapping(List.of(attributes)), CLOCK);
  }

  private static CompiledAttribute attribute(AttributeMapping mapping) {
    return new MappingCompiler(new Environment(CLOCK, new Random(1)))
        .attribute(mapping, SchemaRegistry.core().findResourceType("User"));
  }

  private static ObjectNode body(CompiledAttribute attribute, JsonNode value) {
    var body = JsonMapper.shared().createObjectNode();
    attribute.write().accept(body, value);
    return body;
  }

  private static AttributeMapping constant(String target, String text) {
    return AttributeMapping.of(target, "\"" + text + "\"");
  }

  private static ObjectMapping mapping(List<AttributeMapping> attributes) {
    return new ObjectMapping(
        "User",
        "/Users",
        true,
        false,
        Set.of(Flow.CREATE, Flow.UPDATE),
        Leaver.DISABLE,
        Leaver.DISABLE,
        attributes);
  }

  private static Entry entry(String attributes) {
    return new Entry("User", "e1", "Zoë", (ObjectNode) json(attributes));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
