package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Kind.TEXT;
import static dev.muster.provisioning.expression.Kind.WHOLE;

import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// Functions whose value is made for a new object. An attribute that is mapped with one has to be
/// written on create only: it would differ in each cycle.
final class GeneratingFunctions {
  static final List<Function> ALL =
      List.of(
          Function.of(
              "Guid",
              "A new random GUID.",
              List.of(),
              a -> Values.of(guid(a.environment().random()))),
          Function.of(
                  "RandomString",
                  "A random text with a least number of digits, special characters, capitals and "
                      + "lower-case letters.",
                  List.of(
                      Parameter.of("Length", WHOLE),
                      Parameter.of("MinimumNumbers", WHOLE),
                      Parameter.of("MinimumSpecialCharacters", WHOLE),
                      Parameter.of("MinimumCapital", WHOLE),
                      Parameter.of("MinimumLowerCase", WHOLE),
                      Parameter.of("CharactersToAvoid", TEXT).orNothing()),
                  RandomText::of)
              .checked(RandomText::problem),
          // Whether a value is free only the target knows: a cycle asks it for one rule after the
          // other. Where there is no target, the first rule that gives a value is taken.
          Function.of(
              "SelectUniqueValue",
              "The first rule whose value no object of the target has.",
              List.of(
                  Parameter.of("uniqueValueRule1", TEXT).orNull(),
                  Parameter.of("uniqueValueRule2", TEXT).orNull().repeated()),
              GeneratingFunctions::firstPresent));

  private GeneratingFunctions() {}

  private static String guid(RandomGenerator random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static JsonNode firstPresent(Arguments arguments) {
    for (int i = 0; i < arguments.count(); i++) {
      if (Values.isPresent(arguments.value(i))) {
        return arguments.value(i);
      }
    }
    return Values.NULL;
  }
}
