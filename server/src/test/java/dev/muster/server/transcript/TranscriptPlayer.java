package dev.muster.server.transcript;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.transcript.Transcript.Exchange;
import dev.muster.server.transcript.Transcript.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/// Plays a transcript on a tenant: the responses that come, with placeholders for what differs from
/// run to run.
final class TranscriptPlayer {
  private static final List<String> PROMISED = List.of("Content-Type", "Location", "ETag");

  private final HttpClient http;
  private final String baseUrl;
  private final String token;
  private final Placeholders placeholders = new Placeholders();

  TranscriptPlayer(HttpClient http, String baseUrl, String token) {
    this.http = http;
    this.baseUrl = baseUrl;
    this.token = token;
    placeholders.put("baseUrl", baseUrl);
  }

  List<Exchange> play(Transcript transcript) {
    return transcript.exchanges().stream().map(this::play).toList();
  }

  private Exchange play(Exchange exchange) {
    var response = send(exchange);
    var body = response.body().isEmpty() ? null : ScimJson.mapper().readTree(response.body());
    if (body != null) {
      if (!exchange.response().body().isEmpty()) {
        placeholders.learn(ScimJson.mapper().readTree(exchange.response().body()), body);
      }
      if (response.statusCode() == 201) {
        placeholders.name(kind(exchange.target()), body.path("id").asString());
      }
    }
    return exchange.answered(
        new Message(
            Integer.toString(response.statusCode()),
            headers(response),
            body == null ? "" : render(placeholders.generalised(body))));
  }

  private static String kind(String target) {
    var name = target.replaceFirst("^/([A-Za-z]+?)s?([/?].*)?$", "$1");
    return name.toLowerCase(Locale.ROOT);
  }

  private Map<String, String> headers(HttpResponse<String> response) {
    var headers = new LinkedHashMap<String, String>();
    for (var name : PROMISED) {
      response
          .headers()
          .firstValue(name)
          .ifPresent(value -> headers.put(name, placeholders.generalised(value)));
    }
    return headers;
  }

  private HttpResponse<String> send(Exchange exchange) {
    // What nobody has made yet has no id.
    var target = placeholders.filled(exchange.target()).replaceAll("[{}]", "");
    var request =
        HttpRequest.newBuilder(URI.create(baseUrl + target))
            .header("Authorization", "Bearer " + token)
            .method(
                exchange.method(),
                BodyPublishers.ofString(placeholders.filled(exchange.request().body())));
    exchange.request().headers().forEach((name, value) -> request.header(name, value));
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// JSON as it stands in transcripts.
  static String render(JsonNode node) {
    return ScimJson.mapper()
        .writer()
        .with(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(node);
  }
}
