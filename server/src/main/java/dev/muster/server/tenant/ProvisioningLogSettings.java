package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import dev.muster.server.tenant.RequestLogSettings.Recorded;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// What a tenant keeps of what its jobs do, and of the requests that they send to their targets.
///
/// @param everywhere for all jobs
/// @param jobs for single jobs, by name
public record ProvisioningLogSettings(Kept everywhere, Map<String, Kept> jobs) {
  private static final String JOBS = "jobs";

  public ProvisioningLogSettings {
    jobs = Map.copyOf(jobs);
  }

  /// What is kept.
  ///
  /// @param retentionDays how long an entry of the provisioning log is
  /// @param requests which requests to targets are kept; those that fail always are, unless none is
  /// @param requestsPerSecond how many requests of one job that succeed are kept a second, with
  ///   bursts of ten times as many: an initial cycle does not wait for its own log
  /// @param requestBodies whether their bodies are kept too
  /// @param requestRetentionHours how long requests are kept
  public record Kept(
      int retentionDays,
      Recorded requests,
      int requestsPerSecond,
      boolean requestBodies,
      int requestRetentionHours) {
    private static final Kept DEFAULT = new Kept(30, Recorded.ALL, 25, true, 72);
    private static final String RETENTION_DAYS = "retentionDays";
    private static final String REQUESTS = "requests";
    private static final String REQUESTS_PER_SECOND = "requestsPerSecond";
    private static final String REQUEST_BODIES = "requestBodies";
    private static final String REQUEST_RETENTION_HOURS = "requestRetentionHours";
    private static final int LONGEST_DAYS = 3_650;
    private static final int LONGEST_HOURS = 24 * 90;
    private static final int MOST_PER_SECOND = 10_000;

    public Duration retention() {
      return Duration.ofDays(retentionDays);
    }

    public Duration requestRetention() {
      return Duration.ofHours(requestRetentionHours);
    }

    private static Kept read(RequestFields fields, Kept otherwise) {
      return new Kept(
          within(fields, RETENTION_DAYS, LONGEST_DAYS, otherwise.retentionDays),
          fields
              .findString(REQUESTS)
              .map(text -> recorded(fields, text))
              .orElse(otherwise.requests),
          within(fields, REQUESTS_PER_SECOND, MOST_PER_SECOND, otherwise.requestsPerSecond),
          fields.findBoolean(REQUEST_BODIES).orElse(otherwise.requestBodies),
          within(fields, REQUEST_RETENTION_HOURS, LONGEST_HOURS, otherwise.requestRetentionHours));
    }

    private static Recorded recorded(RequestFields fields, String text) {
      return Arrays.stream(Recorded.values())
          .filter(value -> keyword(value).equals(text))
          .findFirst()
          .orElseThrow(() ->
              fields.invalid(
                  REQUESTS,
                  "\"%s\" is unknown; there are %s"
                      .formatted(
                          text,
                          Arrays.stream(Recorded.values())
                              .map(Kept::keyword)
                              .collect(Collectors.joining(", ")))));
    }

    private static String keyword(Recorded value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    private static int within(RequestFields fields, String name, int most, int otherwise) {
      int value = fields.findInteger(name).orElse(otherwise);
      if (value < 1 || value > most) {
        throw fields.invalid(name, "%d is not between 1 and %d".formatted(value, most));
      }
      return value;
    }

    private ObjectNode toJson() {
      return ScimJson.object()
          .put(RETENTION_DAYS, retentionDays)
          .put(REQUESTS, keyword(requests))
          .put(REQUESTS_PER_SECOND, requestsPerSecond)
          .put(REQUEST_BODIES, requestBodies)
          .put(REQUEST_RETENTION_HOURS, requestRetentionHours);
    }
  }

  /// What is kept of a job.
  public Kept of(String job) {
    return jobs.getOrDefault(job, everywhere);
  }

  /// Reads the group of settings. Throws 400 naming the one that does not fit.
  static ProvisioningLogSettings read(RequestFields fields) {
    var everywhere = Kept.read(fields, Kept.DEFAULT);
    var single = new TreeMap<String, Kept>();
    var jobs = fields.group(JOBS);
    fields
        .findObject(JOBS)
        .ifPresent(named ->
            named
                .propertyNames()
                .forEach(name -> {
                  var group = jobs.group(name);
                  single.put(name, Kept.read(group, everywhere));
                  group.refuseOthers();
                }));
    fields.refuseOthers();
    return new ProvisioningLogSettings(everywhere, single);
  }

  ObjectNode toJson() {
    var json = everywhere.toJson();
    var single = json.putObject(JOBS);
    new TreeMap<>(jobs).forEach((name, kept) -> single.set(name, kept.toJson()));
    return json;
  }
}
