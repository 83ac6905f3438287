package dev.muster.store.tenant;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a token allows (RFC 6749 §3.3).
public enum Scope {
  /// Reads and queries resources.
  READ("read"),
  /// Creates, changes and deletes resources.
  WRITE("write"),
  /// Narrows the other two to users: groups and all other resource types are out of reach.
  USERS("users");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /// As it is written in requests, answers and tables.
  public String word() {
    return word;
  }

  /// The scope of that word.
  public static Optional<Scope> find(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }

  /// What a SCIM client needs, and gets when nothing else is asked for.
  public static Set<Scope> scim() {
    return Set.copyOf(EnumSet.of(READ, WRITE));
  }

  /// The words in one order, separated by spaces.
  public static String join(Collection<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
  }

  /// The scopes of words separated by spaces, all of which are known.
  static Set<Scope> split(String words) {
    return Arrays.stream(words.split(" ", -1))
        .map(word -> find(word).orElseThrow(() -> new IllegalArgumentException("scope " + word)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
