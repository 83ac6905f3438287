package dev.muster.server.console;

import dev.muster.server.http.HttpException;

/// Whole numbers that people type in.
final class Numbers {
  private Numbers() {}

  static int parse(String field, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw HttpException.invalid(field, "\"%s\" is no whole number".formatted(text));
    }
  }
}
