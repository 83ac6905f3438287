package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs a job's cycle on the server and shows how far it is: done of total, rate, time left,
/// errors.
public final class CycleWatch {
  private static final int BAR = 24;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final AdminClient admin;
  private final PrintWriter out;
  private final boolean interactive;

  /// @param interactive whether the output is a terminal, where a line can be written over
  public CycleWatch(AdminClient admin, PrintWriter out, boolean interactive) {
    this.admin = admin;
    this.out = out;
    this.interactive = interactive;
  }

  /// Asks for a cycle, waits for its end and gives it; an empty object if there was nothing to do.
  ///
  /// @param path of the job in the admin API
  public ObjectNode run(String path) {
    return await(path, admin.post(path + "/cycles", ScimJson.object()));
  }

  /// As [#run], for a job that something has woken already: its work may be done before this cycle
  /// has its turn, and then the one that did it is given.
  ///
  /// @param before number of the job's newest cycle before it was woken
  public ObjectNode runAfter(String path, long before) {
    var cycle = run(path);
    return !cycle.has("number")
            && admin.get(path).path("cycles").path(0) instanceof ObjectNode newest
            && newest.path("number").asLong() > before
        ? newest
        : cycle;
  }

  /// Waits for the end of a cycle that was asked for.
  ObjectNode await(String path, ObjectNode asked) {
    var id = asked.path("request").stringValue();
    var answer = asked;
    var lastLine = Instant.EPOCH;
    while (!answer.path("done").booleanValue()) {
      var progress = admin.get(path).path("progress");
      if (progress.isObject()
          && (interactive
              || Duration.between(lastLine, Instant.now()).compareTo(BETWEEN_LINES) > 0)) {
        show(line(progress));
        lastLine = Instant.now();
      }
      answer = admin.get(path + "/cycles/" + id + "?wait=1");
    }
    if (interactive) {
      out.print("\r" + " ".repeat(100) + "\r");
      out.flush();
    }
    return answer.get("cycle") instanceof ObjectNode cycle ? cycle : ScimJson.object();
  }

  private void show(String line) {
    if (interactive) {
      out.print("\r" + line + "   ");
    } else {
      out.println(line);
    }
    out.flush();
  }

  /// How far a cycle is that runs.
  static String line(JsonNode progress) {
    if (progress.path("phase").asString().equals("planning")) {
      return "   planning …";
    }
    var total = progress.path("total").asLong();
    var done = progress.path("done").asLong();
    var seconds =
        Math.max(
                1,
                Duration.between(Instant.parse(progress.path("began").stringValue()), Instant.now())
                    .toMillis())
            / 1000.0;
    var rate = done / seconds;
    var left = rate > 0 ? Math.round((total - done) / rate) : 0;
    var filled = total == 0 ? 0 : (int) (BAR * done / total);
    return "   [%s%s] %,d/%,d  %,.0f/s  ETA %d s  errors %d"
        .formatted(
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            done,
            total,
            rate,
            left,
            progress.path("failed").asLong());
  }

  /// A cycle in one line: what it did, in how many requests and how long.
  public static String summary(JsonNode cycle) {
    if (!cycle.has("number")) {
      return "nothing to do: the target is as it should be";
    }
    var performed = cycle.path("performed");
    var seconds =
        cycle.has("ended")
            ? Duration.between(
                        Instant.parse(cycle.path("began").stringValue()),
                        Instant.parse(cycle.path("ended").stringValue()))
                    .toMillis()
                / 1000.0
            : 0;
    return String.format(
        Locale.ROOT,
        "cycle %d %s: created %,d, updated %,d, disabled %,d, deleted %,d, members +%,d −%,d,"
            + " skipped %,d, failed %,d; %,d requests, %.1f s",
        cycle.path("number").asLong(),
        cycle.path("state").asString(),
        performed.path("creates").asLong(),
        performed.path("updates").asLong(),
        performed.path("disables").asLong(),
        performed.path("deletes").asLong(),
        performed.path("memberAdds").asLong(),
        performed.path("memberRemovals").asLong(),
        performed.path("skipped").asLong(),
        performed.path("failed").asLong(),
        cycle.path("requests").asLong(),
        seconds);
  }
}
