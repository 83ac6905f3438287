package dev.muster.server.jobs;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;

/// Numbers among a request's query parameters.
public final class QueryNumbers {
  private QueryNumbers() {}

  /// How many elements to show: 100 unless asked for, 1,000 at most.
  public static int limit(Request request) {
    return Math.clamp(find(request, "limit", 100), 1, 1_000);
  }

  public static long find(Request request, String name, long otherwise) {
    return request.findQuery(name).map(text -> parse(name, text)).orElse(otherwise);
  }

  /// A number that a request names. Throws 400 naming the parameter.
  public static long parse(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw HttpException.invalid(name, "expected a whole number, found \"" + text + "\"");
    }
  }
}
