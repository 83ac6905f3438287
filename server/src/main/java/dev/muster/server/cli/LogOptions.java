package dev.muster.server.cli;

import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Option;

/// Which entries of a provisioning log.
final class LogOptions {
  @Option(names = "--entry", paramLabel = "ID", description = "Only of this source entry.")
  private Optional<String> entry = Optional.empty();

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only of those whose name or id holds this.")
  private Optional<String> text = Optional.empty();

  @Option(names = "--cycle", paramLabel = "N", description = "Only of this cycle.")
  private Optional<Long> cycle = Optional.empty();

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "create, update, disable, delete, stagedDelete or other.")
  private Optional<String> action = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "success, failure, warning or skipped.")
  private Optional<String> status = Optional.empty();

  @Option(names = "--error", paramLabel = "CODE", description = "Such as EntryConflict.")
  private Optional<String> error = Optional.empty();

  @Option(names = "--from", paramLabel = "MOMENT", description = "Such as 2026-01-31T12:00:00Z.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "MOMENT", description = "Before this moment.")
  private Optional<String> to = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many.")
  private int limit;

  /// The query of the admin API.
  String query() {
    var query = new StringJoiner("&");
    query.add("limit=" + limit);
    add(query, "sourceId", entry);
    add(query, "text", text);
    cycle.ifPresent(number -> query.add("cycle=" + number));
    add(query, "action", action);
    add(query, "status", status);
    add(query, "errorCode", error);
    add(query, "from", from);
    add(query, "to", to);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, Optional<String> value) {
    value.ifPresent(text -> query.add(name + "=" + AdminClient.segment(text)));
  }
}
