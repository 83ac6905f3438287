package dev.muster.server.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A job as a person sees it: an application that is provisioned, or the import of the HR file.
///
/// @param linkedUsers accounts that it keeps
/// @param progress of the cycle that runs now
/// @param cycles the newest first
public record JobRow(
    String name,
    boolean application,
    String status,
    Optional<String> quarantine,
    long linkedUsers,
    long linkedGroups,
    long linkedMembers,
    long waitingFailures,
    Optional<Progress> progress,
    List<CycleRow> cycles) {

  public JobRow {
    cycles = List.copyOf(cycles);
  }

  /// How far a cycle is.
  ///
  /// @param pace how fast it is and when it will be done, in words; empty while that is not known
  public record Progress(String phase, long done, long total, long failed, String pace) {}

  /// A cycle and what it came to.
  public record CycleRow(
      long number,
      String state,
      boolean initial,
      String began,
      String took,
      long milliseconds,
      long requests,
      Counts planned,
      Counts performed,
      List<String> notes) {}

  /// How many objects.
  public record Counts(
      long creates,
      long updates,
      long disables,
      long deletes,
      long memberAdds,
      long memberRemovals,
      long skipped,
      long failed) {

    /// In words: "12 created, 3 disabled"; empty text for nothing.
    public String words() {
      var parts = new ArrayList<String>();
      add(parts, creates, "created");
      add(parts, updates, "updated");
      add(parts, disables, "disabled");
      add(parts, deletes, "deleted");
      add(parts, memberAdds, "members added");
      add(parts, memberRemovals, "members removed");
      add(parts, failed, "failed");
      return String.join(", ", parts);
    }

    /// What is to be done: "create 12, disable 3".
    public String intent() {
      var parts = new ArrayList<String>();
      intend(parts, "create", creates, "");
      intend(parts, "change", updates, "");
      intend(parts, "disable", disables, "");
      intend(parts, "delete", deletes, "");
      intend(parts, "add", memberAdds, " members");
      intend(parts, "remove", memberRemovals, " members");
      return String.join(", ", parts);
    }

    static Counts of(JsonNode counts) {
      return new Counts(
          counts.path("creates").asLong(),
          counts.path("updates").asLong(),
          counts.path("disables").asLong(),
          counts.path("deletes").asLong(),
          counts.path("memberAdds").asLong(),
          counts.path("memberRemovals").asLong(),
          counts.path("skipped").asLong(),
          counts.path("failed").asLong());
    }

    private static void intend(List<String> parts, String verb, long count, String what) {
      if (count > 0) {
        parts.add(String.format(Locale.ROOT, "%s %,d%s", verb, count, what));
      }
    }

    private static void add(List<String> parts, long count, String what) {
      if (count > 0) {
        parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
      }
    }
  }

  static JobRow of(JsonNode job) {
    var quarantine = job.path("quarantine");
    var progress = job.path("progress");
    var cycles = new ArrayList<CycleRow>();
    job.path("cycles").forEach(cycle -> cycles.add(cycle(cycle)));
    return new JobRow(
        job.path("name").asString(),
        job.path("kind").asString().equals("application"),
        job.path("status").asString(),
        quarantine.isObject()
            ? Optional.of(
                "%s: %s; next attempt %s"
                    .formatted(
                        quarantine.path("reason").asString(),
                        quarantine.path("detail").asString(),
                        Times.moment(quarantine.path("nextAttempt").asString())))
            : Optional.empty(),
        job.path("linked").path("User").asLong(0),
        job.path("linked").path("Group").asLong(0),
        job.path("linked").path("members").asLong(0),
        job.path("waitingFailures").asLong(0),
        progress.isObject()
            ? Optional.of(
                new Progress(
                    progress.path("phase").asString(),
                    progress.path("done").asLong(),
                    progress.path("total").asLong(),
                    progress.path("failed").asLong(),
                    pace(progress)))
            : Optional.empty(),
        cycles);
  }

  /// Its name as a part of an address.
  public String href() {
    return Api.encoded(name);
  }

  /// Whether its last plan waits for approval.
  public boolean isParked() {
    return cycles.stream().limit(1).anyMatch(JobRow::isParked);
  }

  /// Whether nothing is provisioned, though it should be.
  public boolean isStopped() {
    return quarantine.isPresent() || isParked();
  }

  /// What a person should look at.
  public List<String> attention() {
    var texts = new ArrayList<String>();
    quarantine.ifPresent(reason -> texts.add("in quarantine, " + reason));
    cycles.stream()
        .limit(1)
        .filter(JobRow::isParked)
        .forEach(
            cycle -> texts.add("a plan waits for approval: " + String.join("; ", cycle.notes())));
    if (waitingFailures > 0) {
      texts.add("%,d objects failed and are tried again".formatted(waitingFailures));
    }
    return texts;
  }

  private static boolean isParked(CycleRow cycle) {
    return cycle.state().equals("parked");
  }

  private static CycleRow cycle(JsonNode cycle) {
    return new CycleRow(
        cycle.path("number").asLong(),
        cycle.path("state").asString(),
        cycle.path("initial").booleanValue(),
        Times.moment(cycle.path("began").asString()),
        Times.between(cycle.path("began").asString(), cycle.path("ended").asString("")),
        Times.milliseconds(cycle.path("began").asString(), cycle.path("ended").asString("")),
        cycle.path("requests").asLong(),
        Counts.of(cycle.path("planned")),
        Counts.of(cycle.path("performed")),
        texts(cycle.path("notes")));
  }

  private static String pace(JsonNode progress) {
    return progress.has("perSecond")
        ? "%s a second, about %s left"
            .formatted(
                progress.path("perSecond").asString(),
                Times.words(progress.path("secondsLeft").asLong() * 1000))
        : "";
  }

  static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
