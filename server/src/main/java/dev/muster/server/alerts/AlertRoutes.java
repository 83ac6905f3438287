package dev.muster.server.alerts;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.events.WebhookSignature;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.jobs.QueryNumbers;
import dev.muster.server.outbound.OutboundPolicy;
import dev.muster.server.secrets.Secrets;
import dev.muster.store.alert.Alert;
import dev.muster.store.alert.AlertChannel;
import dev.muster.store.alert.AlertStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Where a tenant's alerts go, which there were, and a test.
final class AlertRoutes implements AdminRoutes {
  private static final String ALERTS = AdminApi.PREFIX + "/tenants/{tenant}/alerts";
  private static final String CHANNELS = AdminApi.PREFIX + "/tenants/{tenant}/alert-channels";
  private static final int SECRET_BYTES = 32;

  private final AlertStore store;
  private final Alerts alerts;
  private final AlertSender sender;
  private final Mailer mailer;
  private final TenantLookup tenants;
  private final OutboundPolicy outbound;
  private final Secrets secrets;
  private final SecureRandom random;
  private final Clock clock;

  AlertRoutes(
      AlertStore store,
      Alerts alerts,
      AlertSender sender,
      Mailer mailer,
      TenantLookup tenants,
      OutboundPolicy outbound,
      Secrets secrets,
      SecureRandom random,
      Clock clock) {
    this.store = store;
    this.alerts = alerts;
    this.sender = sender;
    this.mailer = mailer;
    this.tenants = tenants;
    this.outbound = outbound;
    this.secrets = secrets;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", ALERTS, this::list)
        .on("POST", ALERTS + "/test", this::test)
        .on("GET", CHANNELS, this::channels)
        .on("POST", CHANNELS, this::add)
        .on("DELETE", CHANNELS + "/{channel}", this::remove);
  }

  private Response list(Request request) {
    var tenant = tenants.require(request).id();
    return AdminResponses.list(
        "alerts",
        store.alerts(tenant, QueryNumbers.limit(request)).stream().map(this::shown).toList());
  }

  private ObjectNode shown(Alert alert) {
    var json = ScimJson.object().put("id", alert.id());
    json.setAll(alert.content());
    var deliveries = json.putArray("deliveries");
    for (var delivery : store.deliveries(alert.tenant(), alert.id())) {
      var shown =
          deliveries
              .addObject()
              .put("channel", delivery.channel().id())
              .put("target", delivery.channel().target())
              .put("state", Keywords.of(delivery.state()))
              .put("attempts", delivery.attempts());
      if (!delivery.error().isEmpty()) {
        shown.put("error", delivery.error());
      }
    }
    return json;
  }

  /// Sends a test to all channels that take it, and says what came of it.
  private Response test(Request request) {
    var tenant = tenants.require(request).id();
    if (store.channels(tenant).isEmpty()) {
      throw HttpException.invalid(
          "channels", "there are none; add one with POST alert-channels first");
    }
    alerts.test(tenant);
    sender.deliver(tenant);
    return AdminResponses.ok(shown(store.alerts(tenant, 1).getFirst()));
  }

  private Response channels(Request request) {
    var tenant = tenants.require(request).id();
    return AdminResponses.list(
        "channels", store.channels(tenant).stream().map(AlertRoutes::shown).toList());
  }

  private static ObjectNode shown(AlertChannel channel) {
    var json =
        ScimJson.object()
            .put("id", channel.id())
            .put("kind", Keywords.of(channel.kind()))
            .put("target", channel.target())
            .put("created", channel.created().toString());
    channel.kinds().forEach(json.putArray("kinds")::add);
    return json;
  }

  /// A webhook's secret is shown once.
  private Response add(Request request) {
    var tenant = tenants.require(request).id();
    var fields = RequestFields.of(request);
    var url = fields.findString("url");
    var email = fields.findString("email");
    var kinds = kinds(fields);
    fields.refuseOthers();
    if (url.isPresent() == email.isPresent()) {
      throw HttpException.invalid("url", "send a url or an email, one of both");
    }
    return url.isPresent()
        ? addWebhook(tenant, url.get(), kinds)
        : addMail(tenant, email.orElseThrow(), kinds);
  }

  private static List<String> kinds(RequestFields fields) {
    var known = Keywords.of(AlertKind.class);
    var kinds = fields.strings("kinds");
    for (var kind : kinds) {
      if (!known.contains(kind)) {
        throw fields.invalid(
            "kinds", "\"%s\" is none of %s".formatted(kind, String.join(", ", known)));
      }
    }
    return kinds;
  }

  private Response addWebhook(TenantId tenant, String url, List<String> kinds) {
    outbound
        .refusal(url)
        .ifPresent(refusal -> {
          throw HttpException.invalid("url", refusal);
        });
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    var secret = WebhookSignature.PREFIX + Base64.getEncoder().encodeToString(bytes);
    var sealed = secrets.seal(secret, AlertSender.boundTo(tenant.value()));
    return added(tenant, AlertChannel.Kind.WEBHOOK, url, kinds, sealed, secret);
  }

  private Response addMail(TenantId tenant, String address, List<String> kinds) {
    if (!mailer.available()) {
      throw HttpException.invalid(
          "email", "the server has no mail relay; its operator sets smtp-url");
    }
    if (!address.matches("[^\\s@<>,;]+@[^\\s@<>,;]+")) {
      throw HttpException.invalid("email", "\"%s\" is no mail address".formatted(address));
    }
    return added(tenant, AlertChannel.Kind.EMAIL, address, kinds, "", "");
  }

  private Response added(
      TenantId tenant,
      AlertChannel.Kind kind,
      String target,
      List<String> kinds,
      String sealed,
      String secret) {
    var id = store.addChannel(tenant, kind, target, kinds, sealed, clock.instant());
    var json = ScimJson.object().put("id", id).put("kind", Keywords.of(kind)).put("target", target);
    if (!secret.isEmpty()) {
      json.put("secret", secret);
    }
    return AdminResponses.created(CHANNELS + "/" + id, json);
  }

  private Response remove(Request request) {
    var tenant = tenants.require(request);
    var id = QueryNumbers.parse("channel", request.parameter("channel"));
    if (!store.removeChannel(tenant.id(), id)) {
      throw HttpException.notFound(
          "tenant \"%s\" has no alert channel %d".formatted(tenant.name(), id));
    }
    return AdminResponses.noContent();
  }
}
