package dev.muster.sources.people;

import dev.muster.sources.people.Names.Name;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Makes up the people of an organisation. The same seed, number and day give the same people.
public final class PeopleGenerator {
  private static final List<String> FIELDS =
      List.of(
          "Engineering",
          "Sales",
          "Finance",
          "Human Resources",
          "Customer Care",
          "Logistics",
          "Marketing",
          "Legal",
          "Research",
          "Production");
  private static final List<String> PLACES =
      List.of("Zürich", "São Paulo", "Kraków", "東京", "Dublin", "Αθήνα", "Malmö", "Bengaluru");
  private static final List<String> TITLES =
      List.of("Specialist", "Analyst", "Engineer", "Consultant", "Assistant", "Coordinator");

  /// How many people report to one manager.
  private static final int SPAN = 9;

  private final Random random;
  private final LocalDate today;
  private final Map<String, Integer> takenUserNames = new HashMap<>();

  public PeopleGenerator(long seed, LocalDate today) {
    this.random = new Random(seed);
    this.today = today;
  }

  /// So many people, managers before those who report to them.
  public List<Person> people(int count) {
    var people = new ArrayList<Person>(count);
    for (var number = 0; number < count; number++) {
      people.add(person(number, count, people));
    }
    return people;
  }

  private Person person(int number, int count, List<Person> before) {
    var language = pick(Names.LANGUAGES);
    var given = pick(language.given());
    var family = pick(language.family());
    var userName = userName(given, family);
    var department = department(number, count);
    var manager = number == 0 ? Optional.<Person>empty() : Optional.of(manager(number, before));
    var hired = today.minusDays(1 + random.nextInt(20 * 365));
    var leaving =
        random.nextInt(100) == 0
            ? Optional.of(today.plusDays(1 + random.nextInt(90)))
            : Optional.<LocalDate>empty();
    return new Person(
        "E%06d".formatted(number + 1),
        userName,
        given.written(),
        family.written(),
        userName + "@example.com",
        number * SPAN < count ? "Head of " + department : pick(TITLES),
        department,
        costCenter(department),
        division(department),
        manager.map(Person::employeeId),
        hired,
        leaving,
        true,
        "B-%05d-%02d".formatted(number + 1, random.nextInt(100)),
        pick(PLACES));
  }

  private String userName(Name given, Name family) {
    var plain =
        (PlainLetters.of(given.plain()) + "." + PlainLetters.of(family.plain()))
            .toLowerCase(Locale.ROOT);
    var taken = takenUserNames.merge(plain, 1, Integer::sum);
    return taken == 1 ? plain : plain + taken;
  }

  /// Departments are neighbours in the tree: about one for every 25 people, at most 400.
  private String department(int number, int count) {
    var departments = Math.clamp(count / 25, 4, 400);
    var index = Math.floorMod(number * 31L + random.nextInt(3), departments);
    var field = FIELDS.get(index % FIELDS.size());
    var unit = index / FIELDS.size();
    return unit == 0 ? field : field + " " + (unit + 1);
  }

  static String costCenter(String department) {
    return "CC-%04d".formatted(Math.floorMod(department.hashCode(), 10_000));
  }

  static String division(String department) {
    return switch (department.charAt(0)) {
      case 'E', 'R', 'P' -> "Products";
      case 'S', 'M', 'C' -> "Markets";
      default -> "Services";
    };
  }

  private static Person manager(int number, List<Person> before) {
    return before.get((number - 1) / SPAN);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
