package dev.muster.server.console;

import java.util.ArrayList;
import java.util.List;

/// Past cycles as bars, the oldest first: what each did, and below how long it took. Drawn by the
/// server as SVG: the page stays free of scripts that draw.
///
/// @param most the greatest number of actions of a cycle
/// @param longest the duration of the longest cycle in words
public record CyclePlot(List<Bar> bars, long most, String longest) {
  /// Height of the part with the actions.
  public static final int ACTIONS_HEIGHT = 80;

  /// Height of the part with the durations.
  public static final int DURATION_HEIGHT = 32;

  private static final int STEP = 16;

  public CyclePlot {
    bars = List.copyOf(bars);
  }

  /// A cycle.
  ///
  /// @param title all of it in words, for a pointer that rests on it
  /// @param durationHeight of the lower bar
  public record Bar(int x, String title, List<Part> parts, int durationHeight) {
    public Bar {
      parts = List.copyOf(parts);
    }
  }

  /// A part of a bar, from above.
  ///
  /// @param kind `create`, `update`, `remove`, `members`, `failed`
  public record Part(String kind, int y, int height) {}

  static CyclePlot of(List<JobRow.CycleRow> cycles) {
    var most = cycles.stream().mapToLong(cycle -> total(cycle.performed())).max().orElse(0);
    var longest = cycles.stream().mapToLong(JobRow.CycleRow::milliseconds).max().orElse(0);
    var bars = new ArrayList<Bar>();
    for (var cycle : cycles.reversed()) {
      bars.add(
          new Bar(
              bars.size() * STEP,
              "Cycle %d, %s: %s, %s"
                  .formatted(cycle.number(), cycle.began(), words(cycle.performed()), cycle.took()),
              parts(cycle.performed(), most),
              scaled(cycle.milliseconds(), longest, DURATION_HEIGHT)));
    }
    return new CyclePlot(bars, most, Times.words(longest));
  }

  /// How wide the drawing is.
  public int width() {
    return Math.max(1, bars.size()) * STEP;
  }

  private static String words(JobRow.Counts counts) {
    return counts.words().isEmpty() ? "nothing to do" : counts.words();
  }

  private static long total(JobRow.Counts counts) {
    return counts.creates()
        + counts.updates()
        + counts.disables()
        + counts.deletes()
        + counts.memberAdds()
        + counts.memberRemovals()
        + counts.failed();
  }

  private static List<Part> parts(JobRow.Counts counts, long most) {
    var parts = new ArrayList<Part>();
    add(parts, "create", counts.creates(), most);
    add(parts, "update", counts.updates(), most);
    add(parts, "members", counts.memberAdds() + counts.memberRemovals(), most);
    add(parts, "remove", counts.disables() + counts.deletes(), most);
    add(parts, "failed", counts.failed(), most);
    return parts;
  }

  private static void add(List<Part> parts, String kind, long count, long most) {
    var height = scaled(count, most, ACTIONS_HEIGHT);
    if (height > 0) {
      var bottom = parts.isEmpty() ? ACTIONS_HEIGHT : parts.getLast().y();
      parts.add(new Part(kind, Math.max(0, bottom - height), height));
    }
  }

  /// What is not nothing can be seen.
  private static int scaled(long value, long most, int height) {
    return value == 0 ? 0 : (int) Math.max(2, value * height / Math.max(1, most));
  }
}
