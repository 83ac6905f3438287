package dev.muster.scim.dialect;

import java.util.List;

/// A change of a piece of text: what stands from `start` to `end` becomes `text`.
record FilterEdit(int start, int end, String text) {

  /// The text after edits that do not overlap, given from left to right.
  static String apply(String text, List<FilterEdit> edits) {
    var result = new StringBuilder(text.length() + 32);
    int done = 0;
    for (var edit : edits) {
      result.append(text, done, edit.start).append(edit.text);
      done = edit.end;
    }
    return result.append(text, done, text.length()).toString();
  }
}
