package dev.muster.sources.people;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/// Writes people as an HR file.
public final class PeopleCsv {
  private static final List<String> COLUMNS =
      List.of(
          "employee_id",
          "user_name",
          "given_name",
          "family_name",
          "display_name",
          "email",
          "title",
          "department",
          "cost_center",
          "division",
          "manager_id",
          "hire_date",
          "leave_date",
          "active",
          "badge_number",
          "office");

  private PeopleCsv() {}

  /// The file in UTF-8.
  public static byte[] write(List<Person> people) {
    var bytes = new ByteArrayOutputStream();
    try (var csv = CsvWriter.builder().build(bytes, StandardCharsets.UTF_8)) {
      csv.writeRecord(COLUMNS);
      for (var person : people) {
        csv.writeRecord(row(person));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static List<String> row(Person person) {
    return List.of(
        person.employeeId(),
        person.userName(),
        person.givenName(),
        person.familyName(),
        person.displayName(),
        person.email(),
        person.title(),
        person.department(),
        person.costCenter(),
        person.division(),
        person.managerId().orElse(""),
        person.hireDate().toString(),
        person.leaveDate().map(LocalDate::toString).orElse(""),
        Boolean.toString(person.active()),
        person.badgeNumber(),
        person.office());
  }
}
