package dev.muster.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.sources.people.PeopleCsv;
import dev.muster.sources.people.PeopleGenerator;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CsvReadingTest {
  private static final String HEADER = "employee_id,user_name,department\n";

  private static CsvReading read(String text) {
    return CsvReading.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsRowsByColumnAndLeavesOutEmptyValues() {
    var reading = read(HEADER + "1,ann,\"R&D, Lab\"\n2,bob,\n");

    assertThat(reading.complete()).isTrue();
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.rows()).extracting(CsvRow::id).containsExactly("1", "2");
    assertThat(reading.rows().getFirst().value("department")).isEqualTo("R&D, Lab");
    assertThat(reading.rows().getLast().values()).doesNotContainKey("department");
  }

  @Test
  void acceptsByteOrderMarkSemicolonsWindowsLinesAndNoLastLineEnd() {
    var reading = read("\uFEFFEmployee_ID;User_Name\r\n1;ann\r\n2;böb");

    assertThat(reading.complete()).isTrue();
    assertThat(reading.rows())
        .extracting(row -> row.value("user_name"))
        .containsExactly("ann", "böb");
  }

  @Test
  void emptyFileIsNoEmptyOrganisation() {
    var reading = read("");

    assertThat(reading.complete()).isFalse();
    assertThat(reading.problems())
        .singleElement()
        .asString()
        .startsWith("line 1: the file is empty");
  }

  @Test
  void headerAloneIsNoEmptyOrganisation() {
    assertThat(read(HEADER).complete()).isFalse();
  }

  @Test
  void namesTheMissingColumnAndThoseThereAre() {
    var reading = read("employee_id,username\n1,ann\n");

    assertThat(reading.complete()).isFalse();
    assertThat(reading.rows()).isEmpty();
    assertThat(reading.problems())
        .containsExactly(
            "line 1: the column \"user_name\" is missing; there are employee_id, username");
  }

  @Test
  void firstOfTwoRowsWithOneIdCountsAndBothLinesAreNamed() {
    var reading = read(HEADER + "1,ann,\n2,bob,\n1,cid,\n");

    assertThat(reading.rows())
        .extracting(row -> row.value("user_name"))
        .containsExactly("ann", "bob");
    assertThat(reading.problems())
        .containsExactly(
            "line 4: employee_id \"1\" is that of line 2 already; the first one counts");
    assertThat(reading.complete()).isTrue();
  }

  @Test
  void rowWithTakenUserNameIsThereButUnreadable() {
    var reading = read(HEADER + "1,ann,\n2,ANN,\n");

    assertThat(reading.rows()).hasSize(1);
    assertThat(reading.unreadable()).containsExactly("2");
    assertThat(reading.problems()).singleElement().asString().startsWith("line 3: user_name");
  }

  @Test
  void goodRowsPassBesideARowWithTooManyFields() {
    var reading = read(HEADER + "1,ann,R&D\n2,bob,R&D, Lab\n3,cid,R&D\n");

    assertThat(reading.rows()).extracting(CsvRow::id).containsExactly("1", "3");
    assertThat(reading.unreadable()).containsExactly("2");
    assertThat(reading.problems())
        .containsExactly(
            "line 3: 4 fields, but the header has 3; is a line broken, or a comma not quoted?");
    assertThat(reading.complete()).isTrue();
  }

  @Test
  void lineThatEndsEarlyMakesTheFileIncomplete() {
    var reading = read(HEADER + "1,ann,R&D\n2,bo");

    assertThat(reading.complete()).isFalse();
    assertThat(reading.problems()).singleElement().asString().startsWith("line 3: 2 fields");
  }

  @Test
  void quoteThatIsNotClosedMakesTheFileIncomplete() {
    var reading = read(HEADER + "1,ann,R&D\n2,\"bob,R&D\n3,cid,R&D\n");

    assertThat(reading.rows()).extracting(CsvRow::id).containsExactly("1");
    assertThat(reading.complete()).isFalse();
    assertThat(reading.problems()).singleElement().asString().contains("after line 2");
  }

  @Test
  void rowWithoutIdMakesTheFileIncomplete() {
    var reading = read(HEADER + ",ann,R&D\n2,bob,R&D\n");

    assertThat(reading.complete()).isFalse();
    assertThat(reading.rows()).hasSize(1);
    assertThat(reading.problems()).containsExactly("line 2: no value for employee_id");
  }

  @Test
  void namesTheLineThatIsNotUtf8() {
    var bytes = (HEADER + "1,ann,R&D\n2,b?b,R&D\n").getBytes(StandardCharsets.UTF_8);
    bytes[new String(bytes, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xF6;

    var reading = CsvReading.of(bytes);

    assertThat(reading.rows()).extracting(CsvRow::id).containsExactly("1");
    assertThat(reading.unreadable()).containsExactly("2");
    assertThat(reading.problems().getFirst()).startsWith("line 3: not UTF-8");
  }

  @Test
  void fileCutWithinALineIsNeverTakenForComplete() {
    var people = new PeopleGenerator(3, LocalDate.of(2026, 11, 24)).people(30);
    var file = PeopleCsv.write(people);
    for (var length = 0; length < file.length; length++) {
      var reading = CsvReading.of(Arrays.copyOf(file, length));
      var endsWithinLastField = reading.rows().size() == people.size();
      var endsAtLineEnd =
          length > 0 && (file[length - 1] == '\n' || file[length] == '\r' || file[length] == '\n');
      var lastFieldCut = !reading.rows().isEmpty() && lastFieldBegan(file, length);
      if (!endsAtLineEnd && !endsWithinLastField && !lastFieldCut) {
        assertThat(reading.complete()).as("cut after %d bytes", length).isFalse();
      }
    }
  }

  /// Within the last field of a line nobody can see a cut: the guard's thresholds are for that.
  private static boolean lastFieldBegan(byte[] file, int length) {
    var text = new String(file, 0, length, StandardCharsets.UTF_8);
    var line = text.substring(text.lastIndexOf('\n') + 1);
    return line.chars().filter(c -> c == ',').count() == 15;
  }
}
