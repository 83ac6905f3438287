package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import java.util.List;

/// What people type into a search box, as a SCIM filter.
final class Search {
  private Search() {}

  /// What begins with the words, in any of some attributes, encoded for a query: all of them are
  /// indexed.
  static String of(List<String> attributes, String words) {
    var quoted = ScimJson.write(ScimJson.object().stringNode(words));
    return Api.encoded(
        String.join(" or ", attributes.stream().map(name -> name + " sw " + quoted).toList()));
  }
}
