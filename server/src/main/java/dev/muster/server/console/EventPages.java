package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What happened in the tenant's directory, who is told of it, and how that goes.
public final class EventPages implements Console.Group {
  private static final String EVENTS = Console.PREFIX + "/t/{tenant}/events";
  private static final String STREAM = EVENTS + "/{stream}";
  private static final Pattern SPACE = Pattern.compile("[\\s,]+");

  private final Views views;

  EventPages(Views views) {
    this.views = views;
  }

  /// Somebody who is told.
  ///
  /// @param trouble why nothing is delivered, or what the last attempts came to; empty if all is
  ///   well
  public record Stream(
      String id,
      String kind,
      String url,
      String description,
      String events,
      boolean active,
      long position,
      long behind,
      String trouble) {}

  /// An event of the feed.
  ///
  /// @param href page of who it is about; empty text when there is none
  public record Happened(
      String sequence, String at, String type, String about, String href, String attributes) {}

  public record EventsView(
      Frame frame, String base, List<Stream> streams, List<Happened> feed, String next) {}

  /// How an event's way to the receiver ended, or stands.
  public record Delivery(
      String event, String type, String status, String at, long attempts, String answer) {}

  /// A secret that deliveries are signed with.
  public record Secret(String id, String created) {}

  public record StreamView(
      Frame frame,
      String base,
      Stream stream,
      List<Secret> secrets,
      Optional<String> fresh,
      String status,
      List<Delivery> deliveries,
      String next) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", EVENTS, this::events)
        .on("POST", EVENTS, this::create)
        .on("GET", STREAM, visit -> stream(visit, visit.parameter("stream"), Optional.empty()))
        .on("POST", STREAM + "/redeliver", this::redeliver)
        .on("POST", STREAM + "/replay", this::replay)
        .on("POST", STREAM + "/enable", visit -> act(visit, "enable", "Delivery goes on."))
        .on(
            "POST",
            STREAM + "/disable",
            visit -> act(visit, "disable", "Nothing is delivered now."))
        .on("POST", STREAM + "/remove", this::remove)
        .on("POST", STREAM + "/secrets", this::addSecret)
        .on("POST", STREAM + "/secrets/{secret}/remove", this::removeSecret);
  }

  private Response events(Visit visit) {
    var cursor = visit.findQuery("cursor").map(c -> "?cursor=" + Api.encoded(c)).orElse("");
    var page = visit.api().get(visit.tenantPath() + "/events" + cursor);
    var feed = new ArrayList<Happened>();
    page.path("events").forEach(event -> feed.add(happened(visit, event)));
    var streams = new ArrayList<Stream>();
    visit
        .api()
        .get(visit.tenantPath() + "/event-streams")
        .path("streams")
        .forEach(json -> streams.add(stream(json)));
    return views.page(
        200,
        "events",
        new EventsView(
            Frame.of(visit, "events", "Events"),
            visit.tenantBase() + "/events",
            streams,
            feed,
            page.path("nextCursor").asString("")));
  }

  private static Happened happened(Visit visit, JsonNode event) {
    var data = event.path("data");
    var id = data.path("id").asString(data.path("holdId").asString(""));
    var place =
        switch (data.path("resourceType").asString("")) {
          case "User" -> "/people/";
          case "Group" -> "/groups/";
          default -> "";
        };
    var attributes = new ArrayList<String>();
    data.path("attributes").forEach(name -> attributes.add(name.asString()));
    var members = data.path("members").size();
    if (members > 0) {
      attributes.add(members == 1 ? "1 member" : "%,d members".formatted(members));
    }
    return new Happened(
        event.path("sequence").asString(),
        Times.moment(event.path("timestamp").asString()),
        event.path("type").asString(),
        id,
        place.isEmpty() ? "" : visit.tenantBase() + place + Api.encoded(id),
        String.join(", ", attributes));
  }

  private static Stream stream(JsonNode json) {
    var events = new ArrayList<String>();
    json.path("events").forEach(name -> events.add(name.asString()));
    var active = json.path("status").asString().equals("active");
    var attempts = json.path("failedAttempts").asLong(0);
    return new Stream(
        json.path("id").asString(),
        json.path("kind").asString(),
        json.path("url").asString(json.path("audience").asString("")),
        json.path("description").asString(""),
        String.join(", ", events),
        active,
        json.path("position").asLong(),
        json.path("behind").asLong(),
        active
            ? attempts == 0
                ? ""
                : "%d attempts have failed; the next is at %s UTC"
                    .formatted(attempts, Times.moment(json.path("nextAttempt").asString()))
            : json.path("reason").asString(""));
  }

  private Response create(Visit visit) {
    var form = visit.form();
    var body = ScimJson.object().put("kind", "webhook").put("url", form.text("url"));
    if (!form.text("description").isEmpty()) {
      body.put("description", form.text("description"));
    }
    var events = body.putArray("events");
    SPACE.splitAsStream(form.text("events")).filter(name -> !name.isEmpty()).forEach(events::add);
    return Said.orBack(
        visit.tenantBase() + "/events",
        () -> {
          var made = visit.api().post(visit.tenantPath() + "/event-streams", body);
          return stream(
              visit, made.path("id").asString(), Optional.of(made.path("secret").asString("")));
        });
  }

  private Response stream(Visit visit, String id, Optional<String> fresh) {
    var path = visit.tenantPath() + "/event-streams/" + Api.encoded(id);
    var json = visit.api().get(path);
    var stream = stream(json);
    var query = new Query();
    query.add("status", visit.query("status"));
    query.add("cursor", visit.query("cursor"));
    var page = visit.api().get(path + "/deliveries" + query);
    var deliveries = new ArrayList<Delivery>();
    page.path("deliveries").forEach(one -> deliveries.add(delivery(one)));
    var secrets = new ArrayList<Secret>();
    json.path("secrets")
        .forEach(secret ->
            secrets.add(
                new Secret(
                    secret.path("id").asString(),
                    Times.moment(secret.path("created").asString()))));
    return views.page(
        200,
        "event-stream",
        new StreamView(
            Frame.of(
                visit,
                "events",
                stream.description().isEmpty() ? stream.url() : stream.description()),
            visit.tenantBase() + "/events/" + Api.encoded(id),
            stream,
            secrets,
            fresh.filter(secret -> !secret.isEmpty()),
            visit.query("status"),
            deliveries,
            page.path("nextCursor").asString("")));
  }

  private static Delivery delivery(JsonNode json) {
    var status = json.path("httpStatus").asInt(0);
    var error = json.path("error").asString("");
    return new Delivery(
        json.path("eventId").asString(),
        json.path("event").asString(),
        json.path("status").asString(),
        Times.moment(json.path("at").asString()),
        json.path("attempts").asLong(),
        "%s%s in %,d ms"
            .formatted(
                status == 0 ? "no answer" : Integer.toString(status),
                error.isEmpty() ? "" : ", " + error,
                json.path("durationMillis").asLong()));
  }

  private Response redeliver(Visit visit) {
    var event = visit.form().text("event");
    return tell(
        visit,
        () -> {
          var made =
              visit
                  .api()
                  .post(
                      path(visit) + "/deliveries/" + Api.encoded(event) + "/redeliver",
                      ScimJson.object());
          var delivery = delivery(made);
          return delivery.status().equals("delivered")
              ? Said.done("Sent again and taken: %s.".formatted(delivery.answer()))
              : Said.failed("Sent again, and not taken: %s.".formatted(delivery.answer()));
        });
  }

  private Response replay(Visit visit) {
    return tell(
        visit,
        () -> {
          var after = Numbers.parse("after", visit.form().text("after"));
          visit.api().post(path(visit) + "/replay", ScimJson.object().put("after", after));
          return Said.done("Everything after %,d is told again.".formatted(after));
        });
  }

  private Response act(Visit visit, String verb, String done) {
    return tell(
        visit,
        () -> {
          visit.api().post(path(visit) + "/" + verb, ScimJson.object());
          return Said.done(done);
        });
  }

  private Response remove(Visit visit) {
    visit.api().delete(path(visit));
    return Said.done("Removed: nobody is told there any more.").at(visit.tenantBase() + "/events");
  }

  private Response addSecret(Visit visit) {
    return Said.orBack(
        here(visit),
        () -> {
          var made = visit.api().post(path(visit) + "/secrets", ScimJson.object());
          return stream(
              visit, visit.parameter("stream"), Optional.of(made.path("secret").asString()));
        });
  }

  private Response removeSecret(Visit visit) {
    return tell(
        visit,
        () -> {
          visit.api().delete(path(visit) + "/secrets/" + Api.encoded(visit.parameter("secret")));
          return Said.done("Removed: deliveries are no longer signed with it.");
        });
  }

  private static Response tell(Visit visit, Supplier<Said> change) {
    return Said.tell(here(visit), change);
  }

  private static String path(Visit visit) {
    return visit.tenantPath() + "/event-streams/" + Api.encoded(visit.parameter("stream"));
  }

  private static String here(Visit visit) {
    return visit.tenantBase() + "/events/" + Api.encoded(visit.parameter("stream"));
  }
}
