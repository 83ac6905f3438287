package dev.muster.sources.people;

import java.time.LocalDate;
import java.util.Optional;

/// One person of a made-up organisation: a row of its HR file.
///
/// @param managerId the manager's employee id; empty for the head of the organisation
/// @param leaveDate the last day, past or to come
/// @param badgeNumber, office, attributes that no standard schema has
public record Person(
    String employeeId,
    String userName,
    String givenName,
    String familyName,
    String email,
    String title,
    String department,
    String costCenter,
    String division,
    Optional<String> managerId,
    LocalDate hireDate,
    Optional<LocalDate> leaveDate,
    boolean active,
    String badgeNumber,
    String office) {

  /// The name as people say it.
  public String displayName() {
    return givenName + " " + familyName;
  }

  /// The same person in another department, with another manager.
  public Person movedTo(
      String newDepartment, String newCostCenter, String newDivision, String newManagerId) {
    return new Person(
        employeeId,
        userName,
        givenName,
        familyName,
        email,
        title,
        newDepartment,
        newCostCenter,
        newDivision,
        Optional.of(newManagerId),
        hireDate,
        leaveDate,
        active,
        badgeNumber,
        office);
  }

  /// The same person after the last day.
  public Person leavingOn(LocalDate day) {
    return new Person(
        employeeId,
        userName,
        givenName,
        familyName,
        email,
        title,
        department,
        costCenter,
        division,
        managerId,
        hireDate,
        Optional.of(day),
        false,
        badgeNumber,
        office);
  }
}
