package dev.muster.scim.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Finds in the text of a resource the URNs under which it holds attributes of extensions: those
/// names of its own members that have a colon. Names within members and texts are passed over.
final class ExtensionNames {
  private final byte[] json;
  private int at;

  ExtensionNames(byte[] json) {
    this.json = json;
  }

  List<String> find() {
    var names = new ArrayList<String>(2);
    int depth = 0;
    for (at = 0; at < json.length; at++) {
      switch (json[at]) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> {
          int from = at + 1;
          boolean colon = passText();
          // Text that Jackson writes has no blanks.
          if (depth == 1 && colon && at + 1 < json.length && json[at + 1] == ':') {
            names.add(new String(json, from, at - from, StandardCharsets.UTF_8));
          }
        }
        default -> {}
      }
    }
    return names;
  }

  /// Goes to the quote that ends a text; whether a colon came before it.
  private boolean passText() {
    // Every read of a resource comes by here: what is in a local variable, the compiler keeps in a
    // register.
    var text = json;
    int i = at + 1;
    boolean colon = false;
    for (; i < text.length && text[i] != '"'; i++) {
      if (text[i] == '\\') {
        i++;
      } else if (text[i] == ':') {
        colon = true;
      }
    }
    at = i;
    return colon;
  }
}
