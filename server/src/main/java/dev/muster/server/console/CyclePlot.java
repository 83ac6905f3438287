package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import java.util.List;

/// Past cycles for the script that plots them, the oldest first.
///
/// @param cycles how many there are
/// @param json an array of objects: `number`, how many were `created`, `changed`, `memberships`,
///   `removed` and `failed`, and the `seconds` that it took
public record CyclePlot(int cycles, String json) {
  private static final double MILLISECONDS = 1_000.0;

  static CyclePlot of(List<JobRow.CycleRow> cycles) {
    var array = ScimJson.object().arrayNode();
    for (var cycle : cycles.reversed()) {
      var counts = cycle.performed();
      array
          .addObject()
          .put("number", cycle.number())
          .put("created", counts.creates())
          .put("changed", counts.updates())
          .put("memberships", counts.memberAdds() + counts.memberRemovals())
          .put("removed", counts.disables() + counts.deletes())
          .put("failed", counts.failed())
          .put("seconds", Math.round(cycle.milliseconds() / 100.0) * 100 / MILLISECONDS);
    }
    return new CyclePlot(cycles.size(), ScimJson.write(array));
  }
}
