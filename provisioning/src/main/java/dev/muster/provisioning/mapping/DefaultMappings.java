package dev.muster.provisioning.mapping;

import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import java.util.List;
import java.util.Set;

/// The mappings that a new job begins with.
public final class DefaultMappings {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";
  private static final Set<Flow> ALL_ACTIONS = Set.of(Flow.CREATE, Flow.UPDATE, Flow.DELETE);

  private DefaultMappings() {}

  /// From a tenant's directory into a SCIM application, as Entra's application without gallery
  /// entry does it. Leavers are disabled, groups that are gone are deleted.
  public static List<ObjectMapping> directoryToScim() {
    return List.of(
        users(
            List.of(
                AttributeMapping.matching("userName", "[userName]", 1),
                flow("externalId", "[id]"),
                flow("active", "Coalesce([active], \"True\")"),
                flow("displayName", "[displayName]"),
                flow("title", "[title]"),
                flow("emails[type eq \"work\"].value", "[emails[type eq \"work\"].value]"),
                flow("preferredLanguage", "[preferredLanguage]"),
                flow("name.givenName", "[name.givenName]"),
                flow("name.familyName", "[name.familyName]"),
                flow(
                    "phoneNumbers[type eq \"work\"].value",
                    "[phoneNumbers[type eq \"work\"].value]"),
                flow(
                    "phoneNumbers[type eq \"mobile\"].value",
                    "[phoneNumbers[type eq \"mobile\"].value]"),
                same(ENTERPRISE + "employeeNumber"),
                same(ENTERPRISE + "department"),
                same(ENTERPRISE + "costCenter"),
                same(ENTERPRISE + "division"),
                AttributeMapping.reference(
                    ENTERPRISE + "manager", "[" + ENTERPRISE + "manager.value]", "User"))),
        groups(
            List.of(
                AttributeMapping.matching("displayName", "[displayName]", 1),
                flow("externalId", "[id]"))));
  }

  /// From the columns of an HR file into a tenant's directory. Whoever is no longer in the file is
  /// disabled, never deleted.
  public static List<ObjectMapping> csvToDirectory() {
    return List.of(
        users(
            List.of(
                AttributeMapping.matching("externalId", "[employee_id]", 1),
                AttributeMapping.matching("userName", "[user_name]", 2),
                flow(
                    "active",
                    "IIF(IsNullOrEmpty([leave_date]), Coalesce([active], \"True\"),"
                        + " IIF(DateDiff(\"d\", [leave_date], Now()) > 0, \"False\","
                        + " Coalesce([active], \"True\")))"),
                flow(
                    "displayName",
                    "Coalesce([display_name], Join(\" \", [given_name], [family_name]))"),
                flow("name.givenName", "[given_name]"),
                flow("name.familyName", "[family_name]"),
                flow("emails[type eq \"work\"].value", "[email]"),
                flow("title", "[title]"),
                flow(ENTERPRISE + "employeeNumber", "[employee_id]"),
                flow(ENTERPRISE + "department", "[department]"),
                flow(ENTERPRISE + "costCenter", "[cost_center]"),
                flow(ENTERPRISE + "division", "[division]"),
                AttributeMapping.reference(ENTERPRISE + "manager", "[manager_id]", "User"))),
        groups(
            List.of(
                AttributeMapping.matching("externalId", "[id]", 1),
                flow("displayName", "[display_name]"))));
  }

  private static AttributeMapping flow(String target, String expression) {
    return AttributeMapping.of(target, expression);
  }

  private static AttributeMapping same(String path) {
    return flow(path, "[" + path + "]");
  }

  private static ObjectMapping users(List<AttributeMapping> attributes) {
    return new ObjectMapping(
        "User", "/Users", true, false, ALL_ACTIONS, Leaver.DISABLE, Leaver.DISABLE, attributes);
  }

  private static ObjectMapping groups(List<AttributeMapping> attributes) {
    return new ObjectMapping(
        "Group", "/Groups", true, true, ALL_ACTIONS, Leaver.DELETE, Leaver.DELETE, attributes);
  }
}
