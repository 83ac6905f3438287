package dev.muster.server.explain;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An explanation in sentences, as a person at a help desk reads them.
final class ExplanationWords {
  private final List<String> lines = new ArrayList<>();

  private ExplanationWords() {}

  static List<String> of(JsonNode explanation) {
    var words = new ExplanationWords();
    words.subject(explanation);
    explanation.path("applications").forEach(words::application);
    return words.lines;
  }

  private void subject(JsonNode explanation) {
    if (!explanation.has("id")) {
      lines.add("The directory does not have it (any more).");
      return;
    }
    lines.add(
        "%s \"%s\" (%s), changed %s"
            .formatted(
                explanation.path("objectType").asString(),
                explanation.path("displayName").asString(),
                explanation.path("id").asString(),
                explanation.path("lastModified").asString()));
    var active = explanation.path("resource").path("active");
    if (active.isBoolean() && !active.booleanValue()) {
      lines.add("   It is not active in the directory.");
    }
  }

  private void application(JsonNode application) {
    var name = application.path("application").asString();
    lines.add("");
    if (application.has("problem")) {
      lines.add("%s: %s".formatted(name, application.path("problem").asString()));
      return;
    }
    lines.add("%s (%s):".formatted(name, application.path("job").path("status").asString()));
    quarantine(application.path("job").path("quarantine"));
    scope(application.path("scope"));
    link(application);
    failure(application.path("failure"));
    application.path("attributes").forEach(this::attribute);
    past(application);
    wouldChange(application);
  }

  private void quarantine(JsonNode quarantine) {
    if (quarantine.isObject()) {
      lines.add(
          "   The job is in quarantine since %s (%s): %s. Next attempt: %s."
              .formatted(
                  quarantine.path("began").asString(),
                  quarantine.path("reason").asString(),
                  quarantine.path("detail").asString(),
                  quarantine.path("nextAttempt").asString()));
    }
  }

  private void scope(JsonNode scope) {
    lines.add(
        "   %s: %s."
            .formatted(
                scope.path("inScope").asBoolean() ? "In scope" : "Out of scope",
                scope.path("reason").asString()));
    for (var filter : scope.path("filters")) {
      lines.add("      %s %s".formatted(mark(filter), filter.path("title").asString()));
      for (var clause : filter.path("clauses")) {
        lines.add(
            "         %s %s, found %s"
                .formatted(mark(clause), clause.path("clause").asString(), clause.path("seen")));
      }
    }
    if (scope.has("changesAt")) {
      lines.add("      Time alone may change that at " + scope.path("changesAt").asString() + ".");
    }
  }

  private static String mark(JsonNode verdict) {
    return verdict.path("holds").asBoolean() ? "✓" : "✗";
  }

  private void link(JsonNode application) {
    var link = application.path("link");
    if (!link.isObject()) {
      lines.add("   It has no account there, as far as the job knows.");
      return;
    }
    lines.add(
        "   Its account is %s%s."
            .formatted(
                link.path("targetId").asString(),
                link.path("disabled").asBoolean() ? ", disabled" : ""));
    var departure = link.path("departure");
    if (departure.isObject()) {
      lines.add(
          "   It was disabled (%s) at %s."
              .formatted(departure.path("event").asString(), departure.path("since").asString()));
    }
  }

  private void failure(JsonNode failure) {
    if (failure.isObject()) {
      lines.add(
          "   The last attempt failed (%s, %s times): %s. %s"
              .formatted(
                  failure.path("errorCode").asString(),
                  failure.path("attempts").asString(),
                  failure.path("detail").asString(),
                  failure.has("nextAttempt")
                      ? "It is tried again at " + failure.path("nextAttempt").asString() + "."
                      : "It was given up; \"muster app retry\" tries it again."));
    }
  }

  private void attribute(JsonNode attribute) {
    lines.add(
        "      %s = %s   ← %s"
            .formatted(
                attribute.path("target").asString(),
                value(attribute),
                attribute.path("expression").asString()));
  }

  private static String value(JsonNode attribute) {
    if (attribute.has("problem")) {
      return "! " + attribute.path("problem").asString();
    }
    if (attribute.has("value")) {
      return attribute.path("value").toString();
    }
    return attribute.has("default")
        ? "nothing; a new object gets " + attribute.path("default")
        : "nothing";
  }

  private void past(JsonNode application) {
    for (var entry : application.path("log")) {
      lines.add(
          "   %s %s %s%s"
              .formatted(
                  entry.path("at").asString(),
                  entry.path("action").asString(),
                  entry.path("result").asString(),
                  entry.has("error") ? ": " + entry.path("error").path("reason").asString() : ""));
    }
    for (var request : application.path("requests")) {
      lines.add(
          "      %s %s → %s"
              .formatted(
                  request.path("method").asString(),
                  request.path("target").asString(),
                  request.path("status").asString()));
    }
  }

  private void wouldChange(JsonNode application) {
    var plan = application.path("wouldChange");
    if (plan.has("problem")) {
      lines.add("   What would change now is not known: " + plan.path("problem").asString());
      return;
    }
    plan.path("notes").forEach(note -> lines.add("   Note: " + note.asString()));
    if (plan.path("actions").isEmpty() && plan.isObject()) {
      lines.add("   Nothing would change now.");
    }
    for (var action : plan.path("actions")) {
      lines.add("   Would change now: " + action.path("action").asString());
      action
          .path("changes")
          .forEach(change ->
              lines.add(
                  "      %s: %s → %s"
                      .formatted(
                          change.path("path").asString(),
                          change.path("before"),
                          change.path("after"))));
    }
  }
}
