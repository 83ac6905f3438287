package dev.muster.server.provisioninglog;

import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.provisioning.log.ProvisioningLogEntry.Result;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.Request;
import dev.muster.server.jobs.QueryNumbers;
import dev.muster.store.provisioninglog.LogSearch;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads from a request's query which entries of a log are wanted.
final class LogSearches {
  private LogSearches() {}

  /// Throws 400 naming the parameter that does not fit.
  static LogSearch of(Request request) {
    return new LogSearch(
        Optional.empty(),
        request.findQuery("sourceId"),
        request.findQuery("cycle").map(text -> QueryNumbers.parse("cycle", text)),
        request.findQuery("action").map(text -> constant("action", text, Action.values())),
        result(request).map(text -> constant("result", text, Result.values())),
        request.findQuery("errorCode"),
        request.findQuery("objectType"),
        request.findQuery("text"),
        request.findQuery("from").map(text -> moment("from", text)),
        request.findQuery("to").map(text -> moment("to", text)),
        QueryNumbers.limit(request));
  }

  /// Entra calls it status.
  private static Optional<String> result(Request request) {
    return request.findQuery("result").or(() -> request.findQuery("status"));
  }

  private static <E extends Enum<E>> E constant(String parameter, String text, E[] values) {
    return Arrays.stream(values)
        .filter(value -> Keywords.of(value).equals(text))
        .findFirst()
        .orElseThrow(() ->
            HttpException.invalid(
                parameter,
                "\"%s\" is none of %s"
                    .formatted(
                        text,
                        Arrays.stream(values)
                            .map(Keywords::of)
                            .collect(Collectors.joining(", ")))));
  }

  private static Instant moment(String parameter, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw HttpException.invalid(
          parameter, "\"%s\" is no moment such as 2026-01-31T12:00:00Z".formatted(text));
    }
  }
}
