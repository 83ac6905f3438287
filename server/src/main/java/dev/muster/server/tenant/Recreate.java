package dev.muster.server.tenant;

import dev.muster.server.http.HttpException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Which id a resource gets that is created with the userName or externalId of a deleted one.
public enum Recreate {
  /// One that nobody has had before.
  NEW_ID("new-id"),
  /// That of the deleted one, as long as that can be restored.
  SAME_ID("same-id");

  private final String word;

  Recreate(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Recreate of(String word) {
    return Arrays.stream(values())
        .filter(value -> value.word.equals(word))
        .findFirst()
        .orElseThrow(() ->
            HttpException.invalid(
                "recreate",
                "\"%s\" is unknown; there are %s"
                    .formatted(
                        word,
                        Arrays.stream(values())
                            .map(Recreate::word)
                            .collect(Collectors.joining(", ")))));
  }
}
