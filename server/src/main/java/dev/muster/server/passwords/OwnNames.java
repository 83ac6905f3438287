package dev.muster.server.passwords;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The names that everybody knows of a user and of the service: what a guesser tries first. They
/// are compared without case and accents, forwards and backwards, and with what is often written
/// for a letter (`b0b`, `p@ul`).
final class OwnNames {
  // Shorter ones stand in too many words.
  private static final int SHORTEST = 3;
  private static final String WRITTEN = "01345789@$!";
  private static final String MEANT = "oieastbgasi";

  private final List<int[]> names;

  private OwnNames(List<int[]> names) {
    this.names = names;
  }

  /// The names of a user.
  ///
  /// @param services names of the tenant and of its application
  static OwnNames of(ObjectNode user, List<String> services) {
    var names =
        new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(n -> n));
    Stream.concat(services.stream(), ofUser(user))
        .flatMap(OwnNames::parts)
        .map(name -> name.codePoints().map(OwnNames::folded).toArray())
        .filter(name -> name.length >= SHORTEST)
        .forEach(name -> {
          names.add(text(name));
          names.add(new StringBuilder(text(name)).reverse().toString());
        });
    return new OwnNames(names.stream().map(name -> name.codePoints().toArray()).toList());
  }

  /// What of a password is left when these names are taken out.
  int[] without(int[] password) {
    var folded = new int[password.length];
    for (int i = 0; i < password.length; i++) {
      folded[i] = folded(password[i]);
    }
    var taken = new boolean[password.length];
    names.forEach(name -> take(name, folded, taken));
    var left = new int[password.length];
    int length = 0;
    for (int i = 0; i < password.length; i++) {
      if (!taken[i]) {
        left[length++] = password[i];
      }
    }
    return Arrays.copyOf(left, length);
  }

  private static void take(int[] name, int[] text, boolean[] taken) {
    for (int start = 0; start + name.length <= text.length; start++) {
      if (isAt(name, text, start)) {
        Arrays.fill(taken, start, start + name.length, true);
      }
    }
  }

  private static boolean isAt(int[] name, int[] text, int start) {
    return Arrays.equals(name, 0, name.length, text, start, start + name.length);
  }

  private static Stream<String> ofUser(ObjectNode user) {
    var name = user.path("name");
    return Stream.of(
            Stream.of(user.path("userName"), user.path("displayName"), user.path("nickName")),
            Stream.of(name.path("givenName"), name.path("middleName"), name.path("familyName")),
            user.path("emails").valueStream().map(email -> email.path("value")))
        .flatMap(nodes -> nodes)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue);
  }

  /// The whole, an address's local part, and each word of it.
  private static Stream<String> parts(String name) {
    int at = name.indexOf('@');
    var local = at > 0 ? name.substring(0, at) : name;
    return Stream.concat(
        Stream.of(name, local), Stream.of(local.split("[^\\p{L}\\p{M}\\p{N}]+", -1)));
  }

  private static int folded(int character) {
    int lower = Character.toLowerCase(character);
    int leet = WRITTEN.indexOf(lower);
    if (leet >= 0) {
      return MEANT.charAt(leet);
    }
    return Normalizer.normalize(Character.toString(lower), Normalizer.Form.NFD).codePointAt(0);
  }

  private static String text(int[] characters) {
    return new String(characters, 0, characters.length);
  }
}
