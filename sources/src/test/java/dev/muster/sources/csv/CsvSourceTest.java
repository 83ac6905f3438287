package dev.muster.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.source.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvSourceTest {
  private final CsvSource source =
      new CsvSource(
          7,
          CsvReading.of(
              """
              employee_id,user_name,display_name,department
              1,ann,Ann A.,Research
              2,bob,Bob B.,research
              3,cid,Cid C.,
              4,dan
              """
                  .getBytes(StandardCharsets.UTF_8)));

  private List<Entry> all(String type) {
    var entries = new ArrayList<Entry>();
    source.readAll(type, entries::addAll);
    return entries;
  }

  @Test
  void rowsAreUsers() {
    assertThat(all("User")).extracting(Entry::id).containsExactly("1", "2", "3");
    assertThat(all("User").getFirst().displayName()).isEqualTo("Ann A.");
    assertThat(all("User").getFirst().attributes().path("user_name").asString()).isEqualTo("ann");
  }

  @Test
  void departmentsAreGroupsWhateverTheirCase() {
    assertThat(all("Group")).extracting(Entry::displayName).containsExactly("Research");
    assertThat(source.membersAmong("department:research", List.of("1", "2", "3")))
        .containsExactlyInAnyOrder("1", "2");
    assertThat(source.groupsOf(List.of("2", "3")))
        .containsOnly(Map.entry("2", Set.of("department:research")));
  }

  @Test
  void badRowMakesAbsenceUnbelievable() {
    var reading = source.readAll("User", page -> {});

    assertThat(reading.complete()).isFalse();
    assertThat(reading.unreadable()).containsExactly("4");
    assertThat(reading.problems()).singleElement().asString().startsWith("line 5: 2 fields");
  }

  @Test
  void headIsTheFilesNumber() {
    assertThat(source.head()).isEqualTo(7);
  }
}
