package dev.muster.server.jobs;

import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.Link;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Keywords;
import tools.jackson.databind.node.ObjectNode;

/// Links, failures and findings as the admin API shows them.
public final class SafetyJson {
  private SafetyJson() {}

  /// A link, with what the target holds as far as it may be shown.
  ///
  /// @param hidden values that are known of the account and not shown
  public static ObjectNode of(Link link, HiddenValues hidden) {
    var json =
        ScimJson.object()
            .put("objectType", link.objectType())
            .put("sourceId", link.sourceId())
            .put("targetId", link.targetId())
            .put("disabled", link.disabled());
    link.departure()
        .ifPresent(left ->
            json.putObject("departure")
                .put("event", Keywords.of(left.event()))
                .put("since", left.since().toString()));
    var known = json.putObject("known");
    link.known().values().forEach((path, value) -> known.set(path, hidden.shown(path, value)));
    link.known().references().forEach((path, reference) -> known.put(path, reference.sourceId()));
    return json;
  }

  public static ObjectNode of(Escrow escrow) {
    var json =
        ScimJson.object()
            .put("objectType", escrow.objectType())
            .put("sourceId", escrow.sourceId())
            .put("errorCode", escrow.errorCode())
            .put("detail", escrow.detail())
            .put("attempts", escrow.attempts())
            .put("firstFailed", escrow.firstFailed().toString())
            .put("givenUp", escrow.dead());
    escrow.nextAttempt().ifPresent(next -> json.put("nextAttempt", next.toString()));
    return json;
  }

  static ObjectNode of(DriftFinding finding, HiddenValues hidden) {
    var json =
        ScimJson.object()
            .put("kind", Keywords.of(finding.kind()))
            .put("objectType", finding.objectType())
            .put("targetId", finding.targetId())
            .put("displayName", finding.displayName())
            .put("handling", Keywords.of(finding.handling()))
            .put("cycle", finding.cycle())
            .put("foundAt", finding.foundAt().toString());
    finding.sourceId().ifPresent(id -> json.put("sourceId", id));
    JobJson.changes(finding.changes(), json);
    hidden.action(json);
    finding.added().forEach(json.putArray("membersAdded")::add);
    finding.removed().forEach(json.putArray("membersRemoved")::add);
    return json;
  }
}
