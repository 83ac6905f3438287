package dev.muster.provisioning.log;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.log.ProvisioningLogEntry.Result;
import dev.muster.provisioning.log.ProvisioningLogEntry.Step;
import dev.muster.provisioning.log.ProvisioningLogEntry.StepType;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.util.List;
import java.util.Locale;

/// The steps that led to an action, which follow from what it is: Entra's import, scoping and
/// matching.
final class ActionSteps {
  private ActionSteps() {}

  static List<Step> before(ProvisioningAction action) {
    return switch (action) {
      case ProvisioningAction.Create create ->
          List.of(READ, IN_SCOPE, matching("no object of the target matches"));
      case ProvisioningAction.Update update ->
          List.of(
              READ,
              IN_SCOPE,
              matching(
                  update.joins()
                      ? "an object of the target matches: " + update.targetId()
                      : "linked to " + update.targetId()));
      case ProvisioningAction.Disable disable ->
          List.of(
              READ,
              step(StepType.SCOPING, left(disable.event())),
              matching("linked to " + disable.targetId()));
      case ProvisioningAction.Delete delete ->
          List.of(
              step(StepType.SCOPING, "the entry is gone, or its time is over"),
              matching("linked to " + delete.targetId()));
      case ProvisioningAction.ChangeMembers change ->
          List.of(
              step(
                  StepType.IMPORT,
                  "members compared: %,d to add, %,d to remove"
                      .formatted(change.joining().size(), change.leaving().size())));
    };
  }

  private static final Step READ = step(StepType.IMPORT, "read from the source");
  private static final Step IN_SCOPE = step(StepType.SCOPING, "in scope");

  private static String left(Departure.Event event) {
    return "no longer to have access: " + event.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Step matching(String description) {
    return step(StepType.MATCHING, description);
  }

  private static Step step(StepType type, String description) {
    return new Step(type, Result.SUCCESS, description);
  }
}
