package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import java.util.List;

/// What people type into a search box, as a SCIM filter.
final class Search {
  private Search() {}

  /// What begins with the words, in any of some attributes, encoded for a query: all of them are
  /// indexed.
  static String of(List<String> attributes, String words) {
    return Api.encoded(beginning(attributes, words));
  }

  /// The same, as it is.
  static String beginning(List<String> attributes, String words) {
    var quoted = quoted(words);
    return String.join(" or ", attributes.stream().map(name -> name + " sw " + quoted).toList());
  }

  /// A text as a filter has it.
  static String quoted(String text) {
    return ScimJson.write(ScimJson.object().stringNode(text));
  }
}
