package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Kind.ANY;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Functions of the roles with which an entry is assigned to the application, the most important
/// first.
final class RoleFunctions {
  private static final Parameter ROLES = Parameter.of("appRoleAssignments", ANY).orNull();

  static final List<Function> ALL =
      List.of(
          Function.of(
              "SingleAppRoleAssignment",
              "The role's value; of several roles, the first that the application names.",
              List.of(ROLES),
              a -> roles(a).stream().findFirst().map(RoleFunctions::value).orElse(Values.NULL)),
          Function.of(
              "AppRoleAssignments",
              "The values of all roles.",
              List.of(ROLES),
              a -> Values.of(roles(a).stream().map(RoleFunctions::value).toList())),
          Function.of(
              "AppRoleAssignmentsComplex",
              "All roles as complex values; roles that are no longer assigned stay in the target.",
              List.of(ROLES),
              a -> Values.of(roles(a).stream().map(RoleFunctions::complex).toList())),
          Function.of(
              "AssertiveAppRoleAssignmentsComplex",
              "All roles as complex values; roles that are no longer assigned are removed.",
              List.of(ROLES),
              a -> Values.of(roles(a).stream().map(RoleFunctions::complex).toList())));

  private RoleFunctions() {}

  private static List<JsonNode> roles(Arguments arguments) {
    return Values.list(arguments.value(0));
  }

  private static JsonNode value(JsonNode role) {
    return role.isObject() ? role.path("value") : role;
  }

  // The form in which Entra creates users with roles; its PATCH puts JSON into a string instead.
  private static JsonNode complex(JsonNode role) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("primary", false)
        .put("type", "WindowsAzureActiveDirectoryRole")
        .put("display", Values.text(role.isObject() ? role.path("displayName") : role))
        .put("value", Values.text(value(role)));
  }
}
