package dev.muster.scim.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangeTest {
  private static final String BADGE = "urn:example:2.0:Badge";
  private static final String EXTRA = "urn:example:2.0:Extra";
  private static final ResourceType TYPE =
      new ResourceType("Badge", "/Badges", "", BADGE, List.of());

  /// A set whose one type has one attribute beside `name`.
  private static SchemaSet set(String attribute) {
    return SchemaSetJson.read(
        ScimJson.parseObject(
            """
            {"schemas": [{"id": "urn:example:2.0:Badge", "attributes": [
                {"name": "name", "type": "string", "required": true}%s]}],
             "resourceTypes": [
                {"name": "Badge", "endpoint": "/Badges", "schema": "urn:example:2.0:Badge"}]}
            """
                .formatted(attribute.isEmpty() ? "" : ", " + attribute)));
  }

  private static SchemaSet extended(String schemaExtensions) {
    return SchemaSetJson.read(
        ScimJson.parseObject(
            """
            {"schemas": [
                {"id": "urn:example:2.0:Badge", "attributes": [{"name": "name"}]},
                {"id": "urn:example:2.0:Extra", "attributes": [
                    {"name": "level", "type": "integer"}]}],
             "resourceTypes": [
                {"name": "Badge", "endpoint": "/Badges", "schema": "urn:example:2.0:Badge",
                 "schemaExtensions": [%s]}]}
            """
                .formatted(schemaExtensions)));
  }

  private static SchemaChange only(SchemaSet before, SchemaSet after) {
    var changes = SchemaDifference.between(before, after);
    assertThat(changes).hasSize(1);
    return changes.getFirst();
  }

  /// Whether a resource stands in the way of a change; empty when none can.
  private static Optional<Boolean> obstructed(SchemaChange change, String document) {
    return change.verdict() instanceof Verdict.Unless unless
        ? Optional.of(unless.obstacle().standsIn(ScimJson.parseObject(document), TYPE))
        : Optional.empty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"required\": true                      | \"required\": false",
        "\"description\": \"old\"                | \"description\": \"new\"",
        "\"canonicalValues\": [\"S\"]            | \"canonicalValues\": [\"S\", \"M\"]",
        "\"canonicalValues\": [\"S\"]            | \"canonicalValues\": []",
        "\"uniqueness\": \"server\"              | \"uniqueness\": \"none\"",
        "\"uniqueness\": \"server\"              | \"uniqueness\": \"global\"",
        "\"mutability\": \"immutable\"           | \"mutability\": \"readWrite\"",
        "\"mutability\": \"readWrite\"           | \"mutability\": \"immutable\"",
        "\"mutability\": \"readOnly\"            | \"mutability\": \"readWrite\"",
        "\"returned\": \"default\"               | \"returned\": \"never\"",
        "\"returned\": \"request\"               | \"returned\": \"always\"",
      })
  void wideningIsFree(String before, String after) {
    var change =
        only(
            set("{\"name\": \"x\", %s}".formatted(before)),
            set("{\"name\": \"x\", %s}".formatted(after)));

    assertThat(change.verdict()).isEqualTo(new Verdict.Free());
  }

  @Test
  void newOptionalAttributeIsFreeAndARequiredOneAsksForAValue() {
    assertThat(only(set(""), set("{\"name\": \"x\"}")).verdict()).isEqualTo(new Verdict.Free());

    var required = only(set(""), set("{\"name\": \"x\", \"required\": true}"));
    assertThat(obstructed(required, "{\"name\": \"a\"}")).contains(true);
    assertThat(obstructed(required, "{\"name\": \"a\", \"x\": \"b\"}")).contains(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\": \"string\"                    | \"type\": \"integer\"",
        "\"multiValued\": true                   | \"multiValued\": false",
        "\"multiValued\": false                  | \"multiValued\": true",
        "\"caseExact\": true                     | \"caseExact\": false",
        "\"mutability\": \"readWrite\"           | \"mutability\": \"readOnly\"",
        "\"returned\": \"never\"                 | \"returned\": \"default\"",
      })
  void asksThatNoResourceHasAValueInTheOldForm(String before, String after) {
    var change =
        only(
            set("{\"name\": \"x\", %s}".formatted(before)),
            set("{\"name\": \"x\", %s}".formatted(after)));

    assertThat(obstructed(change, "{\"name\": \"a\", \"x\": [\"b\"]}")).contains(true);
    assertThat(obstructed(change, "{\"name\": \"a\"}")).contains(false);
  }

  @Test
  void removingAnAttributeAsksThatNoResourceHasIt() {
    var change = only(set("{\"name\": \"x\"}"), set(""));

    assertThat(change.description()).isEqualTo("attribute \"urn:example:2.0:Badge:x\" goes");
    assertThat(obstructed(change, "{\"x\": \"b\"}")).contains(true);
    assertThat(obstructed(change, "{\"name\": \"b\"}")).contains(false);
  }

  @Test
  void narrowingCanonicalValuesAsksForThoseThatStay() {
    var change =
        only(
            set("{\"name\": \"x\", \"canonicalValues\": [\"S\", \"M\"]}"),
            set("{\"name\": \"x\", \"canonicalValues\": [\"S\"]}"));

    assertThat(obstructed(change, "{\"x\": \"M\"}")).contains(true);
    assertThat(obstructed(change, "{\"x\": \"s\"}")).contains(false);
  }

  @Test
  void partsOfAComplexAttributeAreComparedToo() {
    var place =
        "{\"name\": \"p\", \"type\": \"complex\", \"multiValued\": true, \"subAttributes\": [%s]}";
    var change =
        only(
            set(place.formatted("{\"name\": \"zip\"}")),
            set(place.formatted("{\"name\": \"zip\", \"required\": true}")));

    assertThat(obstructed(change, "{\"p\": [{\"zip\": \"1\"}, {\"town\": \"b\"}]}")).contains(true);
    assertThat(obstructed(change, "{\"p\": [{\"zip\": \"1\"}]}")).contains(false);
    assertThat(obstructed(change, "{\"name\": \"a\"}")).contains(false);
  }

  @Test
  void uniquenessIsForTheLookupsToDecide() {
    var change =
        only(set("{\"name\": \"x\"}"), set("{\"name\": \"x\", \"uniqueness\": \"server\"}"));

    assertThat(change.verdict()).isEqualTo(new Verdict.IfDistinct());
  }

  @Test
  void extensionBecomesRequiredWhereAllCarryIt() {
    var optional = "{\"schema\": \"%s\", \"required\": false}".formatted(EXTRA);
    var required = "{\"schema\": \"%s\", \"required\": true}".formatted(EXTRA);
    var change = only(extended(optional), extended(required));

    assertThat(obstructed(change, "{\"name\": \"a\"}")).contains(true);
    assertThat(obstructed(change, "{\"%s\": {\"level\": 1}}".formatted(EXTRA))).contains(false);
    assertThat(only(extended(required), extended(optional)).verdict())
        .isEqualTo(new Verdict.Free());
  }

  @Test
  void declaringAnExtensionAsksThatWhatWasKeptUnderItsUrnFits() {
    var change = only(extended(""), extended("{\"schema\": \"%s\"}".formatted(EXTRA)));

    assertThat(obstructed(change, "{\"%s\": {\"level\": \"high\"}}".formatted(EXTRA)))
        .contains(true);
    assertThat(obstructed(change, "{\"%s\": {\"other\": 1}}".formatted(EXTRA))).contains(true);
    assertThat(obstructed(change, "{\"%s\": {\"level\": 1}}".formatted(EXTRA))).contains(false);
    assertThat(obstructed(change, "{\"name\": \"a\"}")).contains(false);
  }

  @Test
  void resourceTypeGoesOnlyWithoutResources() {
    var change = SchemaDifference.between(set(""), set("").withoutResourceType("badge")).getFirst();

    assertThat(obstructed(change, "{\"name\": \"a\"}")).contains(true);
  }
}
