package dev.muster.server.history;

import dev.muster.server.http.HttpException;
import dev.muster.store.Moments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// Where a listing of deleted resources goes on: behind the one that was deleted at this moment and
/// has this id.
record DeletedCursor(Instant deleted, String id) {
  static final DeletedCursor START = new DeletedCursor(Instant.parse("9999-12-31T00:00:00Z"), "");

  static DeletedCursor parse(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      var deleted = Moments.ofMicros(Long.parseLong(plain.substring(0, Math.max(0, colon))));
      return new DeletedCursor(deleted, plain.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      throw HttpException.invalid("cursor", "not one that was given out; start without it");
    }
  }

  @Override
  public String toString() {
    var plain = Moments.micros(deleted) + ":" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
