package dev.muster.provisioning.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.provisioning.scope.CompiledFilter.Memberships;
import dev.muster.provisioning.scope.ScopingFilter.Clause;
import dev.muster.provisioning.scope.ScopingFilter.Group;
import dev.muster.provisioning.scope.ScopingFilter.Quantifier;
import dev.muster.provisioning.source.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ScopingFilterTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final String ZOE =
      """
      {"department": "Sales", "employeeNumber": "1200", "active": true, "title": "",
       "emails": [{"type": "work", "value": "zoe@acme.example"},
                  {"type": "home", "value": "zoe@home.example"}],
       "startDate": "2026-12-01", "endDate": "2026-11-24T08:00:00Z"}
      """;

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "department | &                      | Sales, Marketing | true",
        "department | &                      | Marketing        | false",
        "department | !&                     | Marketing        | true",
        "department | ENDS_WITH              | les              | true",
        "department | EQUALS                 | Sales            | true",
        "department | EQUALS                 | sales            | false",
        "department | NOT EQUALS             | sales            | true",
        "employeeNumber | Greater_Than           | 1200         | false",
        "employeeNumber | Greater_Than_OR_EQUALS | 1200         | true",
        "department | Greater_Than           | 5                | false",
        "department | Includes               | ale              | true",
        "department | Includes               | ALE              | false",
        "active     | IS TRUE                |                  | true",
        "active     | IS FALSE               |                  | false",
        "title      | IS NULL                |                  | true",
        "department | IS NULL                |                  | false",
        "department | IS NOT NULL            |                  | true",
        "employeeNumber | REGEX MATCH        | ^(1[0-9]{3})$    | true",
        "department | REGEX MATCH            | sales            | false",
        "department | NOT REGEX MATCH        | sales            | true",
        "active     | EQUALS                 | True             | true"
      })
  void comparesAsEntraDoes(String attribute, String operator, String value, boolean expected) {
    assertThat(holds(clause(attribute, operator, value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "EQUALS, x",
    "NOT EQUALS, x",
    "!&, x",
    "NOT REGEX MATCH, x",
    "IS FALSE,",
    "IS NOT NULL,"
  })
  void isFalseForAnAttributeWithoutAValue(String operator, String value) {
    assertThat(holds(clause("costCenter", operator, value))).isFalse();
    assertThat(holds(clause("title", operator, value))).isFalse();
  }

  @Test
  void asksAllValuesOfAnAttributeOrAnyOfThem() {
    var ends = List.of("@acme.example");

    assertThat(holds(new Clause("emails.value", ScopeOperator.ENDS_WITH, ends, Quantifier.ALL)))
        .isFalse();
    assertThat(holds(new Clause("emails.value", ScopeOperator.ENDS_WITH, ends, Quantifier.ANY)))
        .isTrue();
    assertThat(holds(clause("emails[type eq \"work\"].value", "ENDS_WITH", "@acme.example")))
        .isTrue();
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "startDate, DATE REACHED, P0D, false",
    "startDate, DATE REACHED, -P7D, true",
    "startDate, DATE NOT REACHED, P0D, true",
    "endDate, DATE REACHED, P0D, true",
    "endDate, DATE NOT REACHED, P1D, true",
    "costCenter, DATE REACHED, P0D, false",
    "costCenter, DATE NOT REACHED, P0D, true",
    "department, DATE NOT REACHED, P0D, false"
  })
  void comparesDatesWithNow(String attribute, String operator, String offset, boolean expected) {
    assertThat(holds(clause(attribute, operator, offset))).isEqualTo(expected);
  }

  @Test
  void saysWhenADateChangesItsMind() {
    var verdict = evaluate(clause("startDate", "DATE REACHED", "-P1D")).getFirst();

    assertThat(verdict.clauses().getFirst().changesAt())
        .contains(Instant.parse("2026-11-30T00:00:00Z"));
    assertThat(verdict.clauses().getFirst().seen()).containsExactly("2026-12-01");
  }

  @Test
  void asksForMembershipDirectOrNested() {
    assertThat(holds(clause("", "MEMBER OF", "all"))).isTrue();
    assertThat(holds(clause("", "DIRECT MEMBER OF", "all"))).isFalse();
    assertThat(holds(clause("", "DIRECT MEMBER OF", "team"))).isTrue();
    assertThat(holds(clause("", "NOT MEMBER OF", "all"))).isFalse();
    assertThat(holds(clause("", "NOT DIRECT MEMBER OF", "all"))).isTrue();
  }

  @Test
  void groupsAreAlternativesAndTheirClausesHoldTogether() {
    var filter =
        new ScopingFilter(
            List.of(
                new Group(
                    "Sales abroad",
                    List.of(
                        clause("department", "EQUALS", "Sales"),
                        clause("country", "IS NOT NULL", null))),
                new Group("Staff", List.of(clause("active", "IS TRUE", null)))));

    var verdicts = evaluate(filter);

    assertThat(verdicts)
        .extracting(ScopeDecision.FilterVerdict::holds)
        .containsExactly(false, true);
    assertThat(verdicts.getFirst().clauses())
        .extracting(ScopeDecision.ClauseVerdict::holds)
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "department | REGEX MATCH  | (a   | \"(a\" is no regular expression",
        "employeeNumber | Greater_Than | ten | \"ten\" is not a whole number such as 12",
        "department | EQUALS       |      | EQUALS takes a text, not nothing",
        "active     | IS TRUE      | x    | IS TRUE takes no value, not [x]",
        "startDate  | DATE REACHED | 7    | \"7\" is not a number of days",
        "''         | EQUALS       | x    | it names no attribute"
      })
  void refusesAClauseThatCannotBeUsed(
      String attribute, String operator, String value, String message) {
    assertThatThrownBy(() -> evaluate(clause(attribute, operator, value)))
        .isInstanceOf(ScopeException.class)
        .hasMessageStartingWith("the scoping filter \"Who\", clause ")
        .hasMessageContaining(message);
  }

  @Test
  void endsARegularExpressionThatTakesForEver() {
    var hostile = JsonMapper.shared().createObjectNode().put("department", "a".repeat(60) + "!");
    var filter = compiled(clause("department", "REGEX MATCH", "^(.*a){12}b$"));

    assertThatThrownBy(() ->
            filter.evaluate(
                new Entry("User", "u", "U", hostile), new Memberships(Set.of(), Set.of()), NOW))
        .hasMessageContaining("takes too long");
  }

  private static Clause clause(String attribute, String operator, @Nullable String value) {
    var found = ScopeOperator.find(operator).orElseThrow();
    return value == null ? Clause.of(attribute, found) : Clause.of(attribute, found, value);
  }

  private static boolean holds(Clause clause) {
    return evaluate(clause).getFirst().holds();
  }

  private static List<ScopeDecision.FilterVerdict> evaluate(Clause clause) {
    return evaluate(new ScopingFilter(List.of(new Group("Who", List.of(clause)))));
  }

  private static CompiledFilter compiled(Clause clause) {
    return CompiledFilter.compile(new ScopingFilter(List.of(new Group("Who", List.of(clause)))));
  }

  private static List<ScopeDecision.FilterVerdict> evaluate(ScopingFilter filter) {
    var zoe = new Entry("User", "zoe", "Zoë", (ObjectNode) JsonMapper.shared().readTree(ZOE));
    return CompiledFilter.compile(filter)
        .evaluate(zoe, new Memberships(Set.of("team"), Set.of("team", "all")), NOW);
  }
}
