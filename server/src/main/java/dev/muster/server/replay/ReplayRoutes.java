package dev.muster.server.replay;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.Cursors;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.requestlog.Explanation;
import dev.muster.server.scim.AdmittedScim;
import dev.muster.server.scim.Identity;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.requestlog.LoggedRequest;
import dev.muster.store.requestlog.RequestLogStore;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.Scope;
import dev.muster.store.tenant.TokenStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Replays a recorded request as a dry run.
public final class ReplayRoutes implements AdminRoutes {
  private static final String REPLAY =
      AdminApi.PREFIX + "/tenants/{tenant}/requests/{request}/replay";

  private final TenantLookup lookup;
  private final LiveTenants live;
  private final RequestLogStore log;
  private final TokenStore tokens;
  private final Replay replay;
  private final Clock clock;

  /// @param eventUris of the security events that are sent
  public ReplayRoutes(
      Database database,
      TenantLookup lookup,
      LiveTenants live,
      Cursors cursors,
      List<String> eventUris,
      PublicUrl publicUrl,
      Clock clock) {
    this.lookup = lookup;
    this.live = live;
    this.log = new RequestLogStore(database);
    this.tokens = new TokenStore(database);
    this.replay =
        new Replay(database, live, cursors, new AdmittedScim(eventUris), publicUrl, clock);
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("POST", REPLAY, this::replay);
  }

  private Response replay(Request request) {
    var tenant = live.require(lookup.require(request).id());
    var id = request.parameter("request");
    var logged =
        log.find(tenant.id(), id)
            .orElseThrow(() ->
                HttpException.notFound(
                    "tenant \"%s\" keeps no request \"%s\"; the log forgets in time"
                        .formatted(tenant.name(), id)))
            .request();
    var recorded = new RecordedRequest(logged);
    var notes = new ArrayList<String>();
    var identity = identity(tenant, recorded, notes);
    var answer = replay.answer(identity, recorded.request(), logged.requestId());
    return AdminResponses.ok(render(tenant, recorded, answer, notes));
  }

  /// Who asked then, with what the token allows now.
  private Identity identity(LiveTenant tenant, RecordedRequest recorded, List<String> notes) {
    var now = clock.instant();
    var token =
        recorded
            .token()
            .flatMap(name ->
                tokens.ofTenant(tenant.id()).reversed().stream()
                    .filter(kept -> kept.name().equals(name))
                    .findFirst());
    if (recorded.token().isEmpty()) {
      notes.add("nobody was let in with it; it is replayed as if its token allowed read and write");
    } else if (token.isEmpty()) {
      notes.add(
          "the tenant has no token \"%s\" of its own now; it is replayed as if that allowed read and write"
              .formatted(recorded.token().get()));
    } else if (!token.get().isLive(now)) {
      notes.add(
          "the token \"%s\" has expired: a client would get 401".formatted(token.get().name()));
    }
    return new Identity(tenant, token.orElseGet(() -> standIn(tenant, recorded)));
  }

  private AccessToken standIn(LiveTenant tenant, RecordedRequest recorded) {
    return new AccessToken(
        tenant.id(),
        0,
        recorded.token().orElse("nobody"),
        "",
        Scope.scim(),
        Optional.empty(),
        Optional.empty(),
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }

  private static ObjectNode render(
      LiveTenant tenant, RecordedRequest recorded, Replay.Answer answer, List<String> notes) {
    var logged = recorded.logged();
    var redacted = recorded.redacted();
    redacted.forEach(place ->
        notes.add(
            "%s: the log does not have the value; \"[redacted]\" stood in for it"
                .formatted(place)));
    if (recorded.response().isEmpty() && answer.body().isPresent()) {
      notes.add("the body of the answer then was not kept whole; only the status is compared");
    }
    var json = ScimJson.object().put("id", logged.requestId()).put("method", logged.method());
    json.set("target", logged.entry().path("target"));
    json.put("faithful", redacted.isEmpty() && recorded.token().isPresent());
    notes.forEach(json.putArray("notes")::add);
    var then = json.putObject("then").put("status", logged.status());
    then.set("why", logged.entry().path("why"));
    recorded.dialectRules().forEach(then.putArray("dialectRules")::add);
    var body = answer.body().map(tenant.redaction()::of);
    json.set("now", now(logged, answer, body));
    var differences = json.putArray("differences");
    add(differences(logged, recorded, answer, body), differences::addObject);
    return json.put("same", differences.isEmpty());
  }

  private static ObjectNode now(
      LoggedRequest logged, Replay.Answer answer, Optional<JsonNode> body) {
    var now = ScimJson.object().put("status", answer.status());
    var shown = body.orElse(MissingNode.getInstance());
    now.put("why", Explanation.of(logged.method(), answer.status(), shown));
    answer.outcome().firedRules().forEach(now.putArray("dialectRules")::add);
    body.ifPresent(message -> now.set("response", message));
    return now;
  }

  private static List<Differences.Difference> differences(
      LoggedRequest logged,
      RecordedRequest recorded,
      Replay.Answer answer,
      Optional<JsonNode> body) {
    var then = ScimJson.object().put("status", logged.status());
    var now = ScimJson.object().put("status", answer.status());
    recorded.dialectRules().forEach(then.putArray("dialectRules")::add);
    answer.outcome().firedRules().forEach(now.putArray("dialectRules")::add);
    var differences = new ArrayList<>(Differences.between(then, now, false));
    if (recorded.response().isPresent() && body.isPresent()) {
      differences.addAll(
          Differences.between(
              recorded.response().get(), body.get(), logged.method().equals("POST")));
    }
    return differences;
  }

  private static void add(List<Differences.Difference> differences, Supplier<ObjectNode> entries) {
    for (var difference : differences) {
      var entry = entries.get().put("path", difference.path());
      difference.then().ifPresent(value -> entry.set("then", value));
      difference.now().ifPresent(value -> entry.set("now", value));
    }
  }
}
