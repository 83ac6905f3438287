package dev.muster.sources.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Three things that happen to an organisation in a day: one person joins, one changes department
/// and manager, one leaves.
///
/// @param people everyone after the changes; the one who left is still listed, as inactive
public record PeopleChanges(List<Person> people, Person joined, Person moved, Person left) {
  public PeopleChanges {
    people = List.copyOf(people);
  }

  /// Makes the changes to at least 20 people. Nobody reports to those who move or leave.
  public static PeopleChanges of(List<Person> before, LocalDate today) {
    var people = new ArrayList<>(before);
    var movedAt = people.size() - 2;
    var leftAt = people.size() - 3;
    var manager = people.get(1);
    var moved =
        people.get(movedAt).department().equals(manager.department()) ? people.get(2) : manager;
    var mover =
        people
            .get(movedAt)
            .movedTo(moved.department(), moved.costCenter(), moved.division(), moved.employeeId());
    var leaver = people.get(leftAt).leavingOn(today.minusDays(1));
    var joiner = joiner(people, today);
    people.set(movedAt, mover);
    people.set(leftAt, leaver);
    people.add(joiner);
    return new PeopleChanges(people, joiner, mover, leaver);
  }

  private static Person joiner(List<Person> people, LocalDate today) {
    var manager = people.get(0);
    var number = people.size() + 1;
    return new Person(
        "E%06d".formatted(number),
        "zoe.nowakowska" + number,
        "Zoë",
        "Nowakowska",
        "zoe.nowakowska" + number + "@example.com",
        "Specialist",
        manager.department(),
        manager.costCenter(),
        manager.division(),
        Optional.of(manager.employeeId()),
        today,
        Optional.empty(),
        true,
        "B-%05d-00".formatted(number),
        manager.office());
  }
}
