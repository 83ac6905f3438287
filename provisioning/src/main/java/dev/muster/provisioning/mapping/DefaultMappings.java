package dev.muster.provisioning.mapping;

import static dev.muster.provisioning.mapping.AttributeMapping.matching;
import static dev.muster.provisioning.mapping.AttributeMapping.reference;

import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.scim.schema.SchemaUrn;
import java.util.EnumSet;
import java.util.List;

/// The mappings that a new job begins with. Users come before groups, whose members they are.
///
/// A user who leaves is disabled and never deleted; a group is deleted, since it cannot be disabled
/// — Entra's behaviour except that it deletes users who are gone from the source for good.
public final class DefaultMappings {
  private static final String ENTERPRISE = SchemaUrn.ENTERPRISE_USER + ":";
  private static final String USER = "User";
  private static final String GROUP = "Group";

  private DefaultMappings() {}

  /// From Muster's directory, whose entries are SCIM documents, to an application: Entra's default
  /// mapping of an application outside its gallery.
  public static List<ObjectMapping> directoryToScim() {
    return List.of(
        users(
            List.of(
                matching("userName", "[userName]", 1),
                flow("externalId", "[id]"),
                flow("active", "Coalesce([active], True)"),
                flow("displayName", "[displayName]"),
                flow("title", "[title]"),
                flow("preferredLanguage", "[preferredLanguage]"),
                flow("name.givenName", "[name.givenName]"),
                flow("name.familyName", "[name.familyName]"),
                flow(
                    "name.formatted",
                    "Coalesce([name.formatted], Join(\" \", [name.givenName], [name.familyName]))"),
                same("emails[type eq \"work\"].value"),
                same("phoneNumbers[type eq \"work\"].value"),
                same("phoneNumbers[type eq \"mobile\"].value"),
                same("phoneNumbers[type eq \"fax\"].value"),
                same("addresses[type eq \"work\"].formatted"),
                same("addresses[type eq \"work\"].streetAddress"),
                same("addresses[type eq \"work\"].locality"),
                same("addresses[type eq \"work\"].region"),
                same("addresses[type eq \"work\"].postalCode"),
                same("addresses[type eq \"work\"].country"),
                same(ENTERPRISE + "employeeNumber"),
                same(ENTERPRISE + "department"),
                same(ENTERPRISE + "costCenter"),
                same(ENTERPRISE + "organization"),
                same(ENTERPRISE + "division"),
                reference(ENTERPRISE + "manager", "[" + ENTERPRISE + "manager.value]", USER))),
        groups(List.of(matching("displayName", "[displayName]", 1), flow("externalId", "[id]"))));
  }

  /// From a personnel file with the columns of [HrColumns] to Muster's directory. Who left — the
  /// leave date has come — is not active, whatever the column `active` says.
  public static List<ObjectMapping> csvToDirectory() {
    return List.of(
        users(
            List.of(
                matching("externalId", column(HrColumns.EMPLOYEE_ID), 1),
                matching("userName", column(HrColumns.USER_NAME), 2),
                flow("active", active()),
                flow("displayName", displayName()),
                flow("name.givenName", column(HrColumns.GIVEN_NAME)),
                flow("name.familyName", column(HrColumns.FAMILY_NAME)),
                flow("title", column(HrColumns.TITLE)),
                flow("emails[type eq \"work\"].value", column(HrColumns.EMAIL)),
                flow(ENTERPRISE + "employeeNumber", column(HrColumns.EMPLOYEE_ID)),
                flow(ENTERPRISE + "department", column(HrColumns.DEPARTMENT)),
                flow(ENTERPRISE + "costCenter", column(HrColumns.COST_CENTER)),
                flow(ENTERPRISE + "division", column(HrColumns.DIVISION)),
                reference(ENTERPRISE + "manager", column(HrColumns.MANAGER_ID), USER))),
        groups(
            List.of(
                matching("externalId", "[id]", 1),
                matching("displayName", column(HrColumns.DISPLAY_NAME), 2))));
  }

  private static String active() {
    return "IIF(And(IsPresent(%1$s), DateDiff(\"s\", %1$s, Now()) >= 0), False, IIF(IsPresent(%2$s), %2$s, True))"
        .formatted(column(HrColumns.LEAVE_DATE), column(HrColumns.ACTIVE));
  }

  private static String displayName() {
    return "IIF(IsPresent(%1$s), %1$s, Join(\" \", %2$s, %3$s))"
        .formatted(
            column(HrColumns.DISPLAY_NAME),
            column(HrColumns.GIVEN_NAME),
            column(HrColumns.FAMILY_NAME));
  }

  private static AttributeMapping flow(String target, String expression) {
    return AttributeMapping.of(target, expression);
  }

  private static AttributeMapping same(String path) {
    return flow(path, column(path));
  }

  private static String column(String name) {
    return "[" + name + "]";
  }

  private static ObjectMapping users(List<AttributeMapping> attributes) {
    return new ObjectMapping(
        USER,
        "/Users",
        true,
        false,
        EnumSet.allOf(Flow.class),
        Leaver.DISABLE,
        Leaver.DISABLE,
        attributes);
  }

  private static ObjectMapping groups(List<AttributeMapping> attributes) {
    return new ObjectMapping(
        GROUP,
        "/Groups",
        true,
        true,
        EnumSet.allOf(Flow.class),
        Leaver.DELETE,
        Leaver.DELETE,
        attributes);
  }
}
