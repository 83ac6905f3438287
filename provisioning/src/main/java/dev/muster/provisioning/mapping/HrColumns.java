package dev.muster.provisioning.mapping;

import java.util.List;

/// Columns of a personnel file: what a CSV source calls the attributes of its entries, and what
/// [DefaultMappings#csvToDirectory] reads. Other columns are attributes as well, for mappings of
/// one's own.
public final class HrColumns {
  /// Identifies the person, and the entry.
  public static final String EMPLOYEE_ID = "employee_id";

  public static final String USER_NAME = "user_name";
  public static final String GIVEN_NAME = "given_name";
  public static final String FAMILY_NAME = "family_name";
  public static final String DISPLAY_NAME = "display_name";
  public static final String EMAIL = "email";
  public static final String TITLE = "title";
  public static final String DEPARTMENT = "department";
  public static final String COST_CENTER = "cost_center";
  public static final String DIVISION = "division";

  /// The manager's [#EMPLOYEE_ID].
  public static final String MANAGER_ID = "manager_id";

  public static final String HIRE_DATE = "hire_date";

  /// The first day on which the person is no longer active, such as `2026-01-31`.
  public static final String LEAVE_DATE = "leave_date";

  /// Whether the person is active; true if it is empty.
  public static final String ACTIVE = "active";

  /// All columns, in the order in which a sample file has them.
  public static final List<String> ALL =
      List.of(
          EMPLOYEE_ID,
          USER_NAME,
          GIVEN_NAME,
          FAMILY_NAME,
          DISPLAY_NAME,
          EMAIL,
          TITLE,
          DEPARTMENT,
          COST_CENTER,
          DIVISION,
          MANAGER_ID,
          HIRE_DATE,
          LEAVE_DATE,
          ACTIVE);

  private HrColumns() {}
}
