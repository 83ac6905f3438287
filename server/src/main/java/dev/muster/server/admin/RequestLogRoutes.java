package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.store.requestlog.RequestLogQuery;
import dev.muster.store.requestlog.RequestLogStore;
import dev.muster.store.requestlog.RequestLogStore.Kept;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/// The request log over the admin API: search it, look at one request, watch new ones arrive.
public final class RequestLogRoutes implements AdminRoutes {
  private static final String REQUESTS = AdminApi.PREFIX + "/tenants/{tenant}/requests";

  private final RequestLogStore store;
  private final TenantLookup tenants;
  private final String publicUrl;
  private final BooleanSupplier stopping;

  /// @param publicUrl where clients reach this server, without a slash at its end
  /// @param stopping whether the server is about to stop, so that those who watch have to go
  public RequestLogRoutes(
      RequestLogStore store, TenantLookup tenants, String publicUrl, BooleanSupplier stopping) {
    this.store = store;
    this.tenants = tenants;
    this.publicUrl = publicUrl;
    this.stopping = stopping;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", REQUESTS, this::find)
        .on("GET", REQUESTS + "/tail", this::tail)
        .on("GET", REQUESTS + "/{request}", this::one);
  }

  private Response find(Request request) {
    var tenant = tenants.require(request).id();
    var paging = Paging.of(request, "requests");
    var after = number(request, "after");
    if (after.isPresent()) {
      var news = store.after(tenant, after.get(), paging.limit());
      return AdminResponses.list("requests", news.stream().map(RequestLogRoutes::render).toList());
    }
    return AdminResponses.ok(
        paging.page(
            "requests",
            newest(tenant, request, paging),
            RequestLogRoutes::render,
            kept -> Long.toString(kept.logId())));
  }

  private List<Kept> newest(TenantId tenant, Request request, Paging paging) {
    return store.find(
        tenant,
        new RequestLogQuery(
            paging.number(),
            request.findQuery("since").map(RequestLogRoutes::moment),
            request.findQuery("status").map(RequestLogRoutes::status),
            request.findQuery("method"),
            request.findQuery("resourceId"),
            request.findQuery("text"),
            paging.toRead()));
  }

  private Response one(Request request) {
    var kept = require(request);
    var curl = CurlCommand.of(publicUrl, kept.request().method(), kept.request().entry());
    return AdminResponses.ok(render(kept).put("curl", curl));
  }

  private Kept require(Request request) {
    var tenant = tenants.require(request);
    var id = request.parameter("request");
    return store
        .find(tenant.id(), id)
        .orElseThrow(() ->
            HttpException.notFound(
                "tenant \"%s\" keeps no request \"%s\"; the log forgets in time"
                    .formatted(tenant.name(), id)));
  }

  /// Server-sent events: each request as it is recorded, from now on or from the last one that the
  /// client has seen.
  private Response tail(Request request) {
    var tenant = tenants.require(request).id();
    long from =
        request
            .findHeader("Last-Event-ID")
            .map(id -> whole("Last-Event-ID", id))
            .or(() -> number(request, "after"))
            .orElseGet(() -> store.head(tenant));
    return Response.streamed(
            200,
            "text/event-stream",
            new LiveTail(() -> stopping.getAsBoolean(), store, tenant, from))
        .with("Cache-Control", "no-store");
  }

  static ObjectNode render(Kept kept) {
    var request = kept.request();
    var json =
        ScimJson.object()
            .put("logId", kept.logId())
            .put("id", request.requestId())
            .put("at", request.at().toString())
            .put("method", request.method())
            .put("status", request.status());
    if (!request.resourceId().isEmpty()) {
      json.put("resourceId", request.resourceId());
    }
    return json.setAll(request.entry());
  }

  private static Optional<Long> number(Request request, String parameter) {
    return request.findQuery(parameter).map(text -> whole(parameter, text));
  }

  private static long whole(String name, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw HttpException.invalid(name, "\"%s\" is not a whole number".formatted(text));
    }
    return Long.parseLong(text);
  }

  private static int status(String text) {
    if (!text.matches("[1-5]([0-9]{2}|xx)")) {
      throw HttpException.invalid(
          "status",
          "\"%s\" is neither a status such as 409 nor a class such as 4xx".formatted(text));
    }
    return Integer.parseInt(text.replace("xx", ""));
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw HttpException.invalid(
          "since", "\"%s\" is no moment such as 2026-01-31T12:00:00Z".formatted(text));
    }
  }
}
