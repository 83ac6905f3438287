package dev.muster.server.jobs;

import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.plan.AttributeChange;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Says why a plan takes an account for an entry's, and how sure that is: of the values that both
/// have, how many agree.
final class JoinConfidence {
  private static final double HIGH = 0.8;
  private static final double MEDIUM = 0.5;

  private final JobSettings settings;

  JoinConfidence(JobSettings settings) {
    this.settings = settings;
  }

  ObjectNode describe(PlannedAction join) {
    var json = JobJson.of(join);
    if (join.action() instanceof Update update) {
      json.put("targetId", update.targetId());
      json.put("reason", reason(update));
      json.put("confidence", confidence(update));
    }
    return json;
  }

  private String reason(Update update) {
    var changed = new HashSet<String>();
    update.changes().forEach(change -> changed.add(change.path()));
    var agreeing = new ArrayList<String>();
    for (var path : matching(update.objectType())) {
      var value = update.desired().values().get(path);
      if (value != null && !changed.contains(path)) {
        agreeing.add("%s \"%s\"".formatted(path, value.asString("")));
      }
    }
    return agreeing.isEmpty()
        ? "a matching attribute has the same value but for its case"
        : "the same " + String.join(" and ", agreeing);
  }

  private List<String> matching(String objectType) {
    return settings.objectMappings().stream()
        .filter(mapping -> mapping.objectType().equals(objectType))
        .flatMap(mapping -> mapping.attributes().stream())
        .filter(attribute -> attribute.matchingPriority() > 0)
        .map(attribute -> attribute.target())
        .toList();
  }

  private static String confidence(Update update) {
    var both = 0;
    var agree = 0;
    for (var path : update.desired().values().keySet()) {
      var change = update.changes().stream().filter(one -> one.path().equals(path)).findFirst();
      if (change.map(AttributeChange::before).map(before -> !before.isNull()).orElse(true)) {
        both++;
        agree += change.isEmpty() ? 1 : 0;
      }
    }
    var share = both == 0 ? 0 : (double) agree / both;
    return share >= HIGH ? "high" : share >= MEDIUM ? "medium" : "low";
  }
}
