package dev.muster.server.history;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;

/// How many elements a page has: the query parameter `limit`, 100 without it, 1000 at most.
final class PageLimit {
  private static final int PRESET = 100;
  private static final int MOST = 1_000;

  private PageLimit() {}

  static int of(Request request) {
    var text = request.findQuery("limit");
    if (text.isEmpty()) {
      return PRESET;
    }
    if (!text.get().matches("[0-9]{1,6}") || Integer.parseInt(text.get()) < 1) {
      throw HttpException.invalid(
          "limit", "\"%s\" is not a number from 1 to %d".formatted(text.get(), MOST));
    }
    return Math.min(MOST, Integer.parseInt(text.get()));
  }
}
