package dev.muster.server.tenant;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import dev.muster.store.tenant.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Scopes as JSON has them: an array of words.
public final class Scopes {
  private Scopes() {}

  /// The scopes in a field. Throws 400 naming a word that is none, or when there is no word.
  public static Optional<Set<Scope>> find(RequestFields fields, String field) {
    return fields
        .findStrings(field)
        .map(words -> {
          var scopes = EnumSet.noneOf(Scope.class);
          words.forEach(word -> scopes.add(require(field, word)));
          if (scopes.isEmpty()) {
            throw HttpException.invalid(field, "names no scope; there are " + all());
          }
          return Set.copyOf(scopes);
        });
  }

  /// The object with the scopes in a field.
  public static ObjectNode put(ObjectNode json, String field, Collection<Scope> scopes) {
    var words = json.putArray(field);
    scopes.stream().sorted().map(Scope::word).forEach(words::add);
    return json;
  }

  /// All words.
  public static String all() {
    return Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", "));
  }

  private static Scope require(String field, String word) {
    return Scope.find(word)
        .orElseThrow(() ->
            HttpException.invalid(
                field, "there is no scope \"%s\"; there are %s".formatted(word, all())));
  }
}
