package dev.muster.sources.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.sources.csv.CsvReading;
import java.time.LocalDate;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PeopleGeneratorTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @Test
  void sameSeedGivesTheSamePeople() {
    assertThat(PeopleCsv.write(new PeopleGenerator(1, TODAY).people(200)))
        .isEqualTo(PeopleCsv.write(new PeopleGenerator(1, TODAY).people(200)))
        .isNotEqualTo(PeopleCsv.write(new PeopleGenerator(2, TODAY).people(200)));
  }

  @Test
  void userNamesAreUniqueAndPlainAndNamesAreNot() {
    var people = new PeopleGenerator(1, TODAY).people(5_000);

    assertThat(people).extracting(Person::userName).doesNotHaveDuplicates();
    assertThat(people).extracting(Person::userName).allMatch(name -> name.matches("[a-z0-9.]+"));
    assertThat(people).extracting(Person::displayName).anyMatch(name -> name.matches(".*[ء-ي].*"));
    assertThat(people)
        .extracting(Person::displayName)
        .anyMatch(name -> name.matches(".*[ąćęłńóśźż].*"));
    assertThat(people).extracting(Person::displayName).anyMatch(name -> name.matches(".*[一-龯].*"));
  }

  @Test
  void everyoneButTheFirstHasAManagerWhoWasNamedBefore() {
    var seen = new HashSet<String>();
    for (var person : new PeopleGenerator(1, TODAY).people(1_000)) {
      assertThat(person.managerId().map(seen::contains).orElse(seen.isEmpty())).isTrue();
      seen.add(person.employeeId());
    }
  }

  @Test
  void writesFilesThatReadBackWhole() {
    var reading = CsvReading.of(PeopleCsv.write(new PeopleGenerator(1, TODAY).people(1_000)));

    assertThat(reading.complete()).isTrue();
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.rows()).hasSize(1_000);
  }

  @Test
  void oneJoinsOneMovesOneLeaves() {
    var before = new PeopleGenerator(1, TODAY).people(100);

    var changes = PeopleChanges.of(before, TODAY);

    assertThat(changes.people()).hasSize(101).contains(changes.joined());
    var mover = before.get(98);
    assertThat(changes.moved().employeeId()).isEqualTo(mover.employeeId());
    assertThat(changes.moved().department()).isNotEqualTo(mover.department());
    assertThat(changes.moved().managerId()).isNotEqualTo(mover.managerId());
    assertThat(changes.left().active()).isFalse();
    assertThat(changes.people().stream().filter(before::contains)).hasSize(98);
  }
}
