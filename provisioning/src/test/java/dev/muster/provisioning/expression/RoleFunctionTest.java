package dev.muster.provisioning.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.provisioning.source.AppRole;
import dev.muster.provisioning.source.Entry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Functions of what an entry is assigned with, what the job says, and the limits of all.
class RoleFunctionTest {
  private static final List<AppRole> ROLES =
      List.of(new AppRole("1", "admin", "Administrator"), new AppRole("2", "user", "User"));

  @Test
  void givesTheFirstRoleAsText() {
    assertThat(evaluate("SingleAppRoleAssignment([appRoleAssignments])", ROLES))
        .contains(json("\"admin\""));
    assertThat(evaluate("SingleAppRoleAssignment([appRoleAssignments])", List.of())).isEmpty();
  }

  @Test
  void givesAllRolesAsTextOrAsComplexValues() {
    var complex =
        json(
            """
            [{"primary": false, "type": "WindowsAzureActiveDirectoryRole",
              "display": "Administrator", "value": "admin"},
             {"primary": false, "type": "WindowsAzureActiveDirectoryRole",
              "display": "User", "value": "user"}]
            """);

    assertThat(evaluate("AppRoleAssignments([appRoleAssignments])", ROLES))
        .contains(json("[\"admin\", \"user\"]"));
    assertThat(evaluate("AppRoleAssignmentsComplex([appRoleAssignments])", ROLES))
        .contains(complex);
    assertThat(evaluate("AssertiveAppRoleAssignmentsComplex([appRoleAssignments])", ROLES))
        .contains(complex);
  }

  @Test
  void callsAnAccountSoftDeletedThatIsNotActive() {
    var expression = "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")";

    assertThat(Evaluations.text(expression, "{\"active\": false}")).isEqualTo("False");
    assertThat(Evaluations.text(expression, "{\"active\": true}")).isEqualTo("True");
    assertThat(Evaluations.text(expression, "{}")).isEqualTo("True");
  }

  @Test
  void takesTheDefaultDomainFromTheJob() {
    var expression = Expression.compile("Join(\"@\", [id], DefaultDomain())");
    var domain = new Environment(Clock.systemUTC(), new Random(1), Optional.of("acme.example"));

    assertThat(expression.evaluate(entry(List.of()), domain)).contains(json("\"e1@acme.example\""));
    assertThatThrownBy(() -> evaluate("DefaultDomain()", List.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "DefaultDomain at column 1: there is no default domain; name one in the job's settings");
  }

  @Test
  void saysAtWhichColumnAValueDoesNotFit() {
    assertThatThrownBy(() -> evaluate("Append(\"x\", ToLower([appRoleAssignments]))", ROLES))
        .hasMessageStartingWith("ToLower at column 13: 2 values where one is needed");
  }

  @Test
  void endsAnExpressionThatMultipliesItsText() {
    var text = "[id]";
    for (var i = 0; i < 20; i++) {
      text = "Replace(\"aaaa\", \"a\", , , %s, , )".formatted(text);
    }
    var expression = text;

    assertThatThrownBy(() -> evaluate(expression, List.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("makes more than 1,000,000 characters");
  }

  private static Optional<JsonNode> evaluate(String expression, List<AppRole> roles) {
    return Expression.compile(expression)
        .evaluate(entry(roles), new Environment(Clock.systemUTC(), new Random(1)));
  }

  private static Entry entry(List<AppRole> roles) {
    return new Entry("User", "e1", "Zoë", JsonMapper.shared().createObjectNode()).withRoles(roles);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
