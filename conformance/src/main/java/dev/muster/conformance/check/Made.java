package dev.muster.conformance.check;

import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.NoAnswer;
import dev.muster.conformance.http.ScimHttp;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.ResourceKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Paths of resources that a provider has made for a check, found in its answers to POST and bulk
/// requests; removes them, the last first.
final class Made implements AutoCloseable {
  private final ScimHttp http;
  private final List<ResourceKind> kinds;
  private final Consumer<String> leftBehind;
  private final SequencedSet<String> paths = new LinkedHashSet<>();

  Made(ScimHttp http, List<ResourceKind> kinds, Consumer<String> leftBehind) {
    this.http = http;
    this.kinds = List.copyOf(kinds);
    this.leftBehind = leftBehind;
  }

  void note(ScimRequest request, Answer answer) {
    if (request.method().equals("DELETE") && answer.isSuccess()) {
      paths.remove(request.path());
    }
    if (!request.method().equals("POST") || !answer.isSuccess()) {
      return;
    }
    if (request.path().startsWith("/Bulk")) {
      answer.json().path("Operations").forEach(this::noteOperation);
    } else if (!request.path().contains("/.search")) {
      findEndpoint(request.path())
          .filter(endpoint -> !answer.at("id").isEmpty())
          .ifPresent(endpoint -> paths.add(path(endpoint, answer.at("id"))));
    }
  }

  private void noteOperation(JsonNode operation) {
    var location = operation.path("location").asString("");
    var id = location.substring(location.lastIndexOf('/') + 1);
    if (operation.path("method").asString("").equals("POST") && !id.isEmpty()) {
      kinds.stream()
          .filter(kind -> location.contains(kind.endpoint() + "/"))
          .findFirst()
          .ifPresent(kind -> paths.add(kind.endpoint() + "/" + id));
    }
  }

  private Optional<String> findEndpoint(String path) {
    return kinds.stream()
        .map(ResourceKind::endpoint)
        .filter(endpoint -> path.equals(endpoint) || path.startsWith(endpoint + "?"))
        .findFirst();
  }

  private static String path(String endpoint, String id) {
    return endpoint + "/" + ScimRequest.encode(id);
  }

  @Override
  public void close() {
    for (var path : new ArrayList<>(paths).reversed()) {
      try {
        var answer = http.send(ScimRequest.of("DELETE", path), exchange -> {});
        if (!answer.isSuccess() && answer.status() != 404) {
          leftBehind.accept(path);
        }
      } catch (NoAnswer e) {
        leftBehind.accept(path);
      }
    }
    paths.clear();
  }
}
