package dev.muster.scim.dialect;

import static dev.muster.scim.dialect.DialectSamples.apply;
import static dev.muster.scim.dialect.DialectSamples.filter;
import static dev.muster.scim.dialect.DialectSamples.json;
import static dev.muster.scim.dialect.DialectSamples.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.dialect.DialectRequest.Kind;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "emails[type eq \"work\"].value eq \"x\" | emails[type eq \"work\" and value eq \"x\"]",
        "not (emails[type eq \"a\" or type eq \"b\"].value pr) and active eq true"
            + " | not (emails[(type eq \"a\" or type eq \"b\") and value pr]) and active eq true",
        "externalId eq jyoung | externalId eq \"jyoung\"",
        "userName eq 7 or externalId eq 0815 | userName eq \"7\" or externalId eq \"0815\"",
        "meta.created gt 2015-10-10T14:38:21.86-07:00 | meta.created gt \"2015-10-10T14:38:21.86-07:00\"",
        "displayName eq Ann Young and userName sw O"
            + " | displayName eq \"Ann Young\" and userName sw \"O\"",
        "(externalId eq a\\b) | (externalId eq \"a\\\\b\")",
        "active eq \"True\" or roles[primary eq \"false\"]"
            + " | active eq true or roles[primary eq false]",
        "id eq \"u\" and costCenter eq \"m\" | id eq \"u\" and "
            + ENTERPRISE
            + ":costCenter eq \"m\""
      })
  void filtersAreReadAsTheyAreMeant(String sent, String form) {
    assertThat(filter(sent)).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"True\"",
        "userName eq \"a].value eq b\"",
        "title eq null and meta.lastModified gt \"2026-01-01T00:00:00Z\"",
        "emails[type eq \"work\" and not (value ew \"@example.com\")] or name.givenName pr",
        "userName eq",
        "[.value eq \"x\"",
        "\"",
        "] .a eq ["
      })
  void filtersOfTheGrammarAndThoseBeyondHelpStayAsTheyAre(String filter) {
    assertThat(filter(filter)).isEqualTo(filter);
  }

  @Test
  void requestInRfcFormFiresNoRule() {
    var operations =
        """
        {"op": "replace", "path": "emails[type eq \\"work\\"].value", "value": "x"},
        {"op": "remove", "path": "emails[value eq \\"1\\"]"},
        {"op": "add", "value": {"title": "T", "%s": {"manager": {"value": "1"}}}}
        """
            .formatted(ENTERPRISE);

    var outcome = apply(Kind.PATCH, patch(operations));

    assertThat(outcome.firedRules()).isEmpty();
    assertThat(outcome.request().body()).contains(patch(operations));
  }

  @Test
  void saysWhichRulesHadSomethingToPutRight() {
    var sent =
        """
        {"userName": "a", "active": "True", "title": "", "emails": {"value": "e"}}
        """;
    var form =
        """
        {"userName": "a", "active": true, "title": null, "emails": [{"value": "e"}]}
        """;

    var outcome = apply(Kind.CREATE, json(sent));

    assertThat(outcome.firedRules())
        .containsExactly(
            DialectRule.TEXT_BOOLEAN, DialectRule.EMPTY_TEXT, DialectRule.ONE_FOR_MANY);
    assertThat(outcome.request().body()).contains(json(form));
  }

  @Test
  void replaceOfAMissingValueWaitsForASignOfEntraUnlessSwitchedOn() {
    var operation =
        """
        {"op": "%s", "path": "emails[type eq \\"work\\"].value", "value": "x"}
        """;
    var plain = operation.formatted("replace");
    var on = Dialect.of(Preset.AUTO, Set.of(DialectRule.REPLACE_CREATES_VALUE), Set.of());
    var request = DialectSamples.request(Kind.PATCH, Optional.empty(), Optional.of(patch(plain)));

    assertThat(apply(Kind.PATCH, patch(plain)).firedRules()).isEmpty();
    assertThat(apply(Kind.PATCH, patch(operation.formatted("Replace"))).firedRules())
        .contains(DialectRule.REPLACE_CREATES_VALUE);
    assertThat(on.apply(request).firedRules()).containsExactly(DialectRule.REPLACE_CREATES_VALUE);
  }

  @Test
  void idOfAnotherResourceIsLeftToBeRefused() {
    var operation = "{\"op\": \"replace\", \"value\": {\"id\": \"%s\", \"title\": \"T\"}}";
    var without = "{\"op\": \"replace\", \"value\": {\"title\": \"T\"}}";
    var other = patch(operation.formatted("8"));

    assertThat(apply(Kind.PATCH, patch(operation.formatted("7"))).request().body())
        .contains(patch(without));
    assertThat(apply(Kind.PATCH, other.deepCopy()).request().body()).contains(other);
  }

  @Test
  void operationsOfABulkRequestAreRewrittenEachByItsMethod() {
    var sent =
        """
        {"Operations": [
          {"method": "post", "path": "/Users", "data": {"userName": "a", "active": "True"}},
          {"method": "PATCH", "path": "/Groups/1", "data": {"Operations": [
            {"op": "remove", "path": "members", "value": [{"value": "2"}]}]}},
          {"method": "DELETE", "path": "/Users/3"}, 7]}
        """;
    var form =
        """
        {"Operations": [
          {"method": "post", "path": "/Users", "data": {"userName": "a", "active": true}},
          {"method": "PATCH", "path": "/Groups/1", "data": {"Operations": [
            {"op": "remove", "path": "members[value eq \\"2\\"]"}]}},
          {"method": "DELETE", "path": "/Users/3"}, 7]}
        """;

    assertThat(apply(Kind.BULK, json(sent)).request().body()).contains(json(form));
  }

  @Test
  void settingsChooseAPresetAndExceptions() {
    assertThat(Dialect.of(Preset.RFC, Set.of(), Set.of()).rules()).isEmpty();
    assertThat(
            Dialect.of(
                    Preset.OKTA, Set.of(DialectRule.JSON_TEXT), Set.of(DialectRule.READ_ONLY_ECHO))
                .rules())
        .containsExactly(DialectRule.JSON_TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Operations\": 7}",
        "{\"Operations\": [7, null, [], {}]}",
        "{\"Operations\": [{\"op\": 1, \"path\": []}]}",
        "{\"Operations\": [{\"op\": \"Add\", \"path\": \"]x[\", \"value\": [[[\"\"]]]}]}",
        "{\"Operations\": [{\"op\": \"Remove\", \"path\": \"name\", \"value\": {\"\": \"\"}}]}",
        "{\"Operations\": [{\"op\": \"Remove\", \"path\": \"emails\", \"value\": [null, {}, [[]]]}]}",
        "{\"Operations\": [{\"op\": \"\", \"value\": {\"a[b\": {\"\": 1}, \".\": 2, \":\": {}}}]}"
      })
  void whatMakesNoSenseIsLeftToBeRefused(String body) {
    for (var kind : Kind.values()) {
      assertThat(apply(kind, json(body)).request().kind()).isEqualTo(kind);
    }
  }
}
