package dev.muster.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.PatchApplier;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.provider.Lookups;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.ResourceTypeJson;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// A resource type of one's own, with every type, mutability, returned and uniqueness (RFC 7643 §2,
/// §7), behaves as those say.
class CharacteristicsTest {
  private static final ResourceSchema THING = thing();

  private static ResourceSchema thing() {
    var base =
        """
        {"id": "urn:example:Thing", "name": "Thing", "attributes": [
          {"name": "name", "required": true, "uniqueness": "server"},
          {"name": "code", "caseExact": true, "uniqueness": "global"},
          {"name": "count", "type": "integer", "uniqueness": "server"},
          {"name": "ratio", "type": "decimal"},
          {"name": "flag", "type": "boolean"},
          {"name": "at", "type": "dateTime"},
          {"name": "blob", "type": "binary", "caseExact": true},
          {"name": "link", "type": "reference", "referenceTypes": ["external"]},
          {"name": "serial", "mutability": "immutable"},
          {"name": "computed", "mutability": "readOnly"},
          {"name": "secret", "mutability": "writeOnly", "returned": "never", "required": true},
          {"name": "shy", "returned": "request"},
          {"name": "loud", "returned": "always"},
          {"name": "tags", "multiValued": true},
          {"name": "parts", "type": "complex", "multiValued": true, "subAttributes": [
            {"name": "value", "uniqueness": "server"},
            {"name": "lot", "mutability": "immutable"},
            {"name": "hidden", "returned": "never"}]}]}
        """;
    var extension =
        """
        {"id": "urn:example:Extra", "name": "Extra",
         "attributes": [{"name": "must", "required": true}, {"name": "key", "uniqueness": "server"}]}
        """;
    var type =
        """
        {"name": "Thing", "endpoint": "/Things", "schema": "urn:example:Thing",
         "schemaExtensions": [{"schema": "urn:example:Extra", "required": true}]}
        """;
    return new SchemaRegistry(
            List.of(
                SchemaJson.read(ScimJson.parseObject(base)),
                SchemaJson.read(ScimJson.parseObject(extension))),
            List.of(ResourceTypeJson.read(ScimJson.parseObject(type))))
        .findResourceType("Thing")
        .orElseThrow();
  }

  private static ObjectNode body(String more) {
    return ScimJson.parseObject(
        """
        {"name": "n", "secret": "s", "urn:example:Extra": {"must": "m"}%s}
        """
            .formatted(more.isEmpty() ? "" : ", " + more));
  }

  private static ObjectNode read(String more) {
    return ResourceReader.read(body(more), THING);
  }

  /// What a store holds: nothing writeOnly.
  private static ObjectNode kept(String more) {
    var document = read(more);
    document.remove("secret");
    return document;
  }

  private static ObjectNode patch(ObjectNode document, String operation) {
    var message =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
        """
            .formatted(operation);
    return PatchApplier.apply(document, PatchOp.parse(ScimJson.parseObject(message)), THING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"count\": 1.5",
        "\"count\": \"1\"",
        "\"ratio\": \"1.5\"",
        "\"flag\": \"yes\"",
        "\"flag\": 1",
        "\"at\": \"2026-01-31\"",
        "\"at\": 12",
        "\"blob\": \"not base64!\"",
        "\"link\": 7",
        "\"name\": 7",
        "\"parts\": [[1]]",
        "\"tags\": [{\"a\": 1}]",
      })
  void refusesValuesOfOtherTypes(String member) {
    assertThatThrownBy(
            () -> ResourceReader.read(body(member.replace("\"name\"", "\"shy\"")), THING))
        .isInstanceOf(ScimException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void readsValuesOfEveryType() {
    var document =
        read(
            """
            "count": 3, "ratio": 1, "flag": false, "at": "2026-01-31T12:00:00.5+01:00",
            "blob": "AQI=", "link": "https://example.com", "tags": ["a", "b", "a"]
            """);

    assertThat(document.path("count").intValue()).isEqualTo(3);
    assertThat(document.path("tags")).hasSize(2);
  }

  @Test
  void readOnlyIsPassedOverAndRequiredIsRequired() {
    assertThat(read("\"computed\": \"x\"").has("computed")).isFalse();
    assertThatThrownBy(() -> ResourceReader.read(ScimJson.parseObject("{\"name\": \"n\"}"), THING))
        .hasMessageContaining("secret");
    var withoutExtension = body("");
    withoutExtension.remove("urn:example:Extra");
    assertThatThrownBy(() -> ResourceReader.read(withoutExtension, THING))
        .hasMessageContaining("urn:example:Extra");
  }

  @Test
  void aPatchNeedsNoWriteOnlyAttributeThatIsNotKept() {
    var patched = patch(kept(""), "{\"op\": \"add\", \"path\": \"shy\", \"value\": \"x\"}");

    assertThat(patched.path("shy").asString()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"op\": \"replace\", \"path\": \"serial\", \"value\": \"2\"}",
        "{\"op\": \"remove\", \"path\": \"serial\"}",
        "{\"op\": \"replace\", \"path\": \"computed\", \"value\": \"2\"}",
        "{\"op\": \"remove\", \"path\": \"name\"}",
        "{\"op\": \"remove\", \"path\": \"urn:example:Extra:must\"}",
        "{\"op\": \"replace\", \"path\": \"parts[value eq \\\"p\\\"].lot\", \"value\": \"2\"}",
      })
  void patchKeepsToMutability(String operation) {
    var document = kept("\"serial\": \"1\", \"parts\": [{\"value\": \"p\", \"lot\": \"1\"}]");

    assertThatThrownBy(() -> patch(document, operation))
        .satisfies(e ->
            assertThat(((ScimException) e).scimType().orElseThrow().keyword())
                .isEqualTo("mutability"));
  }

  @Test
  void immutableMaySetOnceAndSurvivesAReplacementThatLeavesItOut() {
    var set = patch(kept(""), "{\"op\": \"add\", \"path\": \"serial\", \"value\": \"1\"}");
    var replacement = kept("\"shy\": \"new\"");

    ResourceReader.keepImmutable(set, replacement, THING);

    assertThat(replacement.path("serial").asString()).isEqualTo("1");
    assertThat(replacement.path("shy").asString()).isEqualTo("new");
  }

  @Test
  void returnedDecidesWhatIsShown() {
    var resource =
        read("\"shy\": \"s\", \"loud\": \"l\", \"parts\": [{\"value\": \"p\", \"hidden\": \"h\"}]");

    var defaults = Projection.defaults(THING).apply(resource);
    var asked = Projection.of(List.of("shy", "secret"), List.of(), THING).apply(resource);
    var without = Projection.of(List.of(), List.of("loud", "name"), THING).apply(resource);

    assertThat(defaults.propertyNames()).contains("loud", "name").doesNotContain("shy", "secret");
    assertThat(defaults.path("parts").path(0).propertyNames()).containsExactly("value");
    assertThat(asked.propertyNames()).containsExactlyInAnyOrder("shy", "loud");
    assertThat(without.propertyNames()).contains("loud").doesNotContain("name");
  }

  @Test
  void everythingUniqueIsLookedUp() {
    var lookups =
        Lookups.of(
            ScimJson.parseObject(
                """
                {"name": "ＮＡＭＥ", "code": "Code", "count": 5, "parts": [{"value": "A"}, {"value": "b"}],
                 "urn:example:Extra": {"key": "K"}}
                """),
            THING);

    assertThat(lookups)
        .allMatch(lookup -> lookup.unique())
        .extracting(lookup -> lookup.attribute() + "=" + lookup.value())
        .containsExactlyInAnyOrder(
            "name=name",
            "code=Code",
            "count=5",
            "parts.value=a",
            "parts.value=b",
            "urn:example:Extra:key=k");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count gt 2|true",
        "count eq 3.0|true",
        "ratio lt 1.55|true",
        "flag eq true|true",
        "flag ne true|false",
        "at gt \"2026-01-31T10:59:59Z\"|true",
        "at eq \"2026-01-31T11:00:00Z\"|true",
        "blob eq \"aqi=\"|false",
        "blob sw \"AQ\"|true",
        "code eq \"CODE\"|false",
        "name eq \"N\"|true",
        "tags eq \"B\"|true",
        "shy pr|false",
        "shy ne \"x\"|true",
        "shy eq null|true",
        "not (shy eq \"x\")|true",
        "parts[value eq \"p\" and lot eq \"1\"]|true",
        "parts[value eq \"p\" and lot eq \"2\"]|false",
        "parts.value eq \"q\" and parts.lot eq \"1\"|true",
        "urn:example:Extra:must eq \"M\"|true",
        "urn:example:Thing:name eq \"n\"|true",
        "name eq \"x\" or count eq 3 and flag eq true|true",
        "(name eq \"x\" or count eq 3) and flag eq false|false",
      })
  void filtersCompareByType(String filter, boolean matches) {
    var resource =
        read(
            """
            "code": "Code", "count": 3, "ratio": 1.5, "flag": true, "blob": "AQI=",
            "at": "2026-01-31T12:00:00+01:00", "tags": ["a", "b"],
            "parts": [{"value": "p", "lot": "1"}, {"value": "q", "lot": "2"}]
            """);

    assertThat(FilterEvaluator.matches(FilterChecker.check(filter, THING), resource))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flag gt true",
        "blob ge \"AQ==\"",
        "count co 3",
        "at co \"2026\"",
        "secret pr",
        "parts[hidden eq \"h\"]",
        "nmae eq \"n\"",
        "parts[value eq \"p\"",
        "count eq \"3\"",
      })
  void filtersThatMakeNoSenseAreRefused(String filter) {
    assertThatThrownBy(() -> FilterChecker.check(filter, THING))
        .satisfies(e ->
            assertThat(((ScimException) e).scimType().orElseThrow().keyword())
                .isEqualTo("invalidFilter"));
  }
}
