package dev.muster.server.cli;

import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Option;

/// Which actions of a plan to show.
final class PlanQuery {
  @Option(
      names = "--action",
      paramLabel = "KIND",
      description = "Only create, update, join, disable, delete or changeMembers.")
  private Optional<String> action = Optional.empty();

  @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type: User, Group.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only pending, done, failed or skipped.")
  private Optional<String> status = Optional.empty();

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only entries with this in their name or id.")
  private Optional<String> text = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "How many.")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Where the page before said to go on.")
  private Optional<String> cursor = Optional.empty();

  /// The query of the request.
  String query() {
    var query = new StringJoiner("&", "?", "");
    query.add("limit=" + limit);
    add(query, "action", action);
    add(query, "type", type);
    add(query, "status", status);
    add(query, "text", text);
    add(query, "cursor", cursor);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, Optional<String> value) {
    value.ifPresent(given -> query.add(name + "=" + AdminClient.segment(given)));
  }
}
