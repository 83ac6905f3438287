package dev.muster.server.history;

import dev.muster.store.Moments;
import java.time.Instant;

/// Where a listing of deleted resources goes on: behind the one that was deleted at this moment and
/// has this id.
record DeletedCursor(Instant deleted, String id) {
  static final DeletedCursor START = new DeletedCursor(Instant.parse("9999-12-31T00:00:00Z"), "");

  /// Throws IllegalArgumentException when the text is none.
  static DeletedCursor parse(String text) {
    int colon = text.indexOf(':');
    var deleted = Moments.ofMicros(Long.parseLong(text.substring(0, Math.max(0, colon))));
    return new DeletedCursor(deleted, text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return Moments.micros(deleted) + ":" + id;
  }
}
