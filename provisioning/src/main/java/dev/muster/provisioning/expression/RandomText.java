package dev.muster.provisioning.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// `RandomString`: so many characters of each class, the rest of any class that is asked for, in
/// random order.
final class RandomText {
  private static final int MAX_LENGTH = 256;
  private static final List<String> CLASSES =
      List.of(
          "0123456789",
          "~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/",
          "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
          "abcdefghijklmnopqrstuvwxyz");

  private RandomText() {}

  static Optional<String> problem(List<Term> arguments) {
    var counts = new ArrayList<Integer>();
    for (var argument : arguments.subList(0, 5)) {
      if (argument instanceof Term.Constant(JsonNode value, int column)) {
        Values.findNumber(value).ifPresent(number -> counts.add(number.intValue()));
      }
    }
    return counts.size() == 5 ? problem(counts.getFirst(), counts.subList(1, 5)) : Optional.empty();
  }

  static JsonNode of(Arguments arguments) {
    int length = arguments.whole(0);
    var least = new ArrayList<Integer>();
    for (int i = 1; i < 5; i++) {
      least.add(arguments.whole(i));
    }
    var problem = problem(length, least);
    if (problem.isPresent()) {
      throw new EvaluationException("RandomString: " + problem.get());
    }
    return Values.of(generate(length, least, arguments.text(5), arguments.environment().random()));
  }

  private static Optional<String> problem(int length, List<Integer> least) {
    int sum = least.stream().mapToInt(Integer::intValue).sum();
    if (length < 1 || length > MAX_LENGTH) {
      return Optional.of("Length is %d; it has to be from 1 to %d".formatted(length, MAX_LENGTH));
    }
    if (sum > length || least.stream().anyMatch(count -> count < 0)) {
      return Optional.of("the least numbers %s do not fit a Length of %d".formatted(least, length));
    }
    return Optional.empty();
  }

  private static String generate(
      int length, List<Integer> least, String avoided, RandomGenerator random) {
    var text = new StringBuilder();
    var all = new StringBuilder();
    for (int i = 0; i < CLASSES.size(); i++) {
      if (least.get(i) > 0) {
        var allowed = allowed(CLASSES.get(i), avoided);
        all.append(allowed);
        append(text, least.get(i), allowed, random);
      }
    }
    var rest = all.isEmpty() ? allowed(CLASSES.getLast(), avoided) : all.toString();
    append(text, length - text.length(), rest, random);
    return shuffled(text, random);
  }

  private static String allowed(String characters, String avoided) {
    var allowed =
        characters
            .chars()
            .filter(c -> avoided.indexOf(c) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    if (allowed.isEmpty()) {
      throw new EvaluationException(
          "RandomString: CharactersToAvoid leaves none of \"%s\"".formatted(characters));
    }
    return allowed;
  }

  private static void append(
      StringBuilder text, int count, String characters, RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
  }

  private static String shuffled(StringBuilder text, RandomGenerator random) {
    for (int i = text.length() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      char moved = text.charAt(i);
      text.setCharAt(i, text.charAt(other));
      text.setCharAt(other, moved);
    }
    return text.toString();
  }
}
