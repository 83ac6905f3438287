package dev.muster.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.message.ScimType;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class FilterTest {
  private static final ResourceSchema USER =
      SchemaRegistry.core().findResourceType("User").orElseThrow();

  private static final ObjectNode ANN =
      ScimJson.parseObject(
          """
          {"id": "1", "userName": "Ann@example.com", "active": true,
           "name": {"givenName": "Ann", "familyName": "Ångström"},
           "emails": [{"type": "work", "value": "ann@work.example"},
                      {"type": "home", "value": "ann@home.example"}],
           "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "R&D"},
           "meta": {"lastModified": "2026-11-24T08:00:00Z"}}
          """);

  private static boolean matches(String filter) {
    return FilterEvaluator.matches(FilterChecker.check(filter, USER), ANN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"ann@EXAMPLE.com\"",
        "USERNAME EQ \"ann@example.com\"",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"ANN\"",
        "userName co \"@example\"",
        "userName ew \".com\"",
        "name.familyName eq \"Ångström\"",
        "active eq true",
        "title ne \"Boss\"",
        "not (title pr)",
        "not(title pr)",
        "emails pr and name pr",
        "emails.value eq \"ann@home.example\"",
        "emails[type eq \"work\" and value co \"@work\"]",
        "not (emails[type eq \"work\" and value co \"@home\"])",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"r&d\"",
        "meta.lastModified gt \"2026-11-24T08:59:59+01:00\"",
        "title pr or active eq true and userName pr",
        "(title pr or active eq true) and not (userName eq \"bob\")",
        "id eq \"1\"",
        "title eq null"
      })
  void matchesAnn(String filter) {
    assertThat(matches(filter)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"ann\"",
        "active eq false",
        "title pr",
        "emails[type eq \"work\" and value co \"@home\"]",
        "meta.lastModified gt \"2026-11-24T08:00:00Z\"",
        "id eq \"2\"",
        "title eq \"Boss\" or title sw \"B\"",
        "emails.value eq null"
      })
  void doesNotMatchAnn(String filter) {
    assertThat(matches(filter)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"a\" and (title pr or active eq true)",
        "not (a eq 1 or b eq 2) and c pr",
        "emails[type eq \"work\" and not (value co \"x\")]",
        "a eq 1 or b eq 2 or c eq 3",
        "a eq \"quote \\\" and back\\\\slash\""
      })
  void readsBackWhatItWrites(String text) {
    var filter = Filter.parse(text);

    assertThat(Filter.parse(filter.render())).isEqualTo(filter);
    assertThat(filter.render()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "userName eq                 | column",
        "userName equals \"a\"       | equals",
        "userName eq \"a             | column",
        "(userName eq \"a\"          | column",
        "userName eq \"a\" and       | column",
        "emails[type eq \"work\"     | column",
        "userNam eq \"a\"            | did you mean \"userName\"?",
        "active gt true              | active",
        "userName eq 5               | userName"
      })
  void refusesWithTheReason(String filter, String words) {
    assertThatThrownBy(() -> FilterChecker.check(filter, USER))
        .isInstanceOfSatisfying(
            ScimException.class,
            e -> {
              assertThat(e.status()).isEqualTo(400);
              assertThat(e.scimType()).contains(ScimType.INVALID_FILTER);
              assertThat(e.detail()).contains(words);
            });
  }

  @Test
  void deepNestingIsRefusedRatherThanOverflowing() {
    var filter = "(".repeat(5_000) + "a pr" + ")".repeat(5_000);

    assertThatThrownBy(() -> Filter.parse(filter)).isInstanceOf(ScimException.class);
  }
}
