package dev.muster.server.jobs;

import dev.muster.provisioning.cron.CronException;
import dev.muster.provisioning.cron.CronExpression;
import dev.muster.provisioning.job.DeadLetters;
import dev.muster.provisioning.job.DriftRules;
import dev.muster.provisioning.job.DriftRules.CreatedReaction;
import dev.muster.provisioning.job.DriftRules.Reaction;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.LeaverRules;
import dev.muster.provisioning.job.SafetySettings;
import dev.muster.provisioning.job.Schedule;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.MergePatch;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.RequestFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The rules of a job — when it runs, what it holds, what becomes of leavers — as JSON and back.
final class RulesJson {
  /// A schedule of drift that is none.
  private static final String NEVER = "never";

  private RulesJson() {}

  static ObjectNode of(JobSettings settings) {
    var safety = settings.safety();
    var json = ScimJson.object().put("interval", settings.interval().toString());
    var schedule =
        json.putObject("schedule")
            .put("push", safety.schedule().push())
            .put("timeZone", safety.schedule().timeZone());
    safety.schedule().cron().ifPresent(cron -> schedule.put("cron", cron));
    json.putObject("guard")
        .put("fewestRemovals", settings.guard().fewestRemovals())
        .put("mostRemovals", settings.guard().mostRemovals())
        .put("greatestShare", settings.guard().greatestShare())
        .put("fewestMemberRemovals", settings.guard().fewestMemberRemovals())
        .put("mostMemberRemovals", settings.guard().mostMemberRemovals());
    var leavers =
        json.putObject("leavers")
            .put("disabledInSource", Keywords.of(safety.leavers().disabledInSource()));
    put(leavers, "deleteAfterOutOfScope", safety.leavers().deleteAfterOutOfScope());
    put(leavers, "deleteAfterDisabled", safety.leavers().deleteAfterDisabled());
    put(leavers, "deleteAfterMissing", safety.leavers().deleteAfterMissing());
    json.put("planLifetime", safety.planLifetime().toString());
    json.put("reviewJoins", safety.reviewJoins());
    var drift =
        json.putObject("drift")
            .put("changed", Keywords.of(safety.drift().changed()))
            .put("deleted", Keywords.of(safety.drift().deleted()))
            .put("created", Keywords.of(safety.drift().created()))
            .put("memberships", Keywords.of(safety.drift().memberships()));
    drift.put("every", safety.drift().every().map(Duration::toString).orElse(NEVER));
    json.putObject("deadLetters")
        .put("attempts", safety.deadLetters().attempts())
        .put("age", safety.deadLetters().age().toString());
    return json;
  }

  private static void put(ObjectNode json, String field, Optional<Duration> duration) {
    duration.ifPresent(value -> json.put(field, value.toString()));
  }

  /// The settings with what a merge patch (RFC 7396) changes of their rules. Throws as [#read].
  static JobSettings patched(JobSettings settings, ObjectNode patch) {
    return read(MergePatch.apply(of(settings), patch), settings);
  }

  /// The settings with these rules. Throws 400 naming the rule that is unknown or does not fit.
  static JobSettings read(ObjectNode json, JobSettings settings) {
    var fields = RequestFields.of(json);
    var interval = duration(fields, "interval").orElse(JobSettings.DEFAULT_INTERVAL);
    var guard = guard(fields.group("guard"));
    var defaults = SafetySettings.DEFAULT;
    var safety =
        new SafetySettings(
            schedule(fields.group("schedule")),
            leavers(fields.group("leavers")),
            duration(fields, "planLifetime").orElse(defaults.planLifetime()),
            fields.findBoolean("reviewJoins").orElse(defaults.reviewJoins()),
            drift(fields.group("drift")),
            deadLetters(fields.group("deadLetters")));
    fields.refuseOthers();
    return settings.withRules(guard, interval, safety);
  }

  private static Schedule schedule(RequestFields fields) {
    var cron = fields.findString("cron");
    var zone = fields.findString("timeZone").orElse(Schedule.DEFAULT.timeZone());
    try {
      cron.ifPresent(CronExpression::parse);
    } catch (CronException e) {
      throw fields.invalid("cron", String.valueOf(e.getMessage()));
    }
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw fields.invalid(
          "timeZone",
          "there is no time zone \"%s\"; send one such as Europe/Vienna".formatted(zone));
    }
    // Who asks for certain times does not want every change to be sent at once, unless they say so.
    var schedule = new Schedule(fields.findBoolean("push").orElse(cron.isEmpty()), cron, zone);
    fields.refuseOthers();
    return schedule;
  }

  private static GuardThresholds guard(RequestFields fields) {
    var defaults = GuardThresholds.DEFAULT;
    var share =
        fields
            .find("greatestShare")
            .map(node -> {
              if (!node.isNumber() || node.doubleValue() < 0 || node.doubleValue() > 1) {
                throw fields.invalid(
                    "greatestShare", "expected a share from 0 to 1, found " + node);
              }
              return node.doubleValue();
            })
            .orElse(defaults.greatestShare());
    var guard =
        new GuardThresholds(
            count(fields, "fewestRemovals", defaults.fewestRemovals()),
            count(fields, "mostRemovals", defaults.mostRemovals()),
            share,
            count(fields, "fewestMemberRemovals", defaults.fewestMemberRemovals()),
            count(fields, "mostMemberRemovals", defaults.mostMemberRemovals()));
    fields.refuseOthers();
    return guard;
  }

  private static LeaverRules leavers(RequestFields fields) {
    var rules =
        new LeaverRules(
            fields.findKeyword("disabledInSource", Leaver.class).orElse(Leaver.DISABLE),
            duration(fields, "deleteAfterOutOfScope"),
            duration(fields, "deleteAfterDisabled"),
            duration(fields, "deleteAfterMissing"));
    fields.refuseOthers();
    return rules;
  }

  private static DriftRules drift(RequestFields fields) {
    var rules =
        new DriftRules(
            fields.findString("every").filter(NEVER::equals).isPresent()
                ? Optional.empty()
                : duration(fields, "every").or(DriftRules.DEFAULT::every),
            fields.findKeyword("changed", Reaction.class).orElse(Reaction.REPORT),
            fields.findKeyword("deleted", Reaction.class).orElse(Reaction.REPORT),
            fields.findKeyword("created", CreatedReaction.class).orElse(CreatedReaction.REPORT),
            fields.findKeyword("memberships", Reaction.class).orElse(Reaction.REPORT));
    fields.refuseOthers();
    return rules;
  }

  private static DeadLetters deadLetters(RequestFields fields) {
    var rules =
        new DeadLetters(
            count(fields, "attempts", DeadLetters.DEFAULT.attempts()),
            duration(fields, "age").orElse(DeadLetters.DEFAULT.age()));
    fields.refuseOthers();
    return rules;
  }

  private static int count(RequestFields fields, String field, int otherwise) {
    var count = fields.findInteger(field).orElse(otherwise);
    if (count < 0) {
      throw fields.invalid(field, count + " is negative");
    }
    return count;
  }

  private static Optional<Duration> duration(RequestFields fields, String field) {
    return fields
        .findString(field)
        .map(text -> {
          try {
            var duration = Duration.parse(text);
            if (!duration.isNegative()) {
              return duration;
            }
          } catch (DateTimeException e) {
            // Said below, as for a negative one.
          }
          throw fields.invalid(
              field, "\"%s\" is no duration; send one such as P30D or PT40M".formatted(text));
        });
  }
}
