package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.server.tenant.LiveTenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Events as the claims of security event tokens (RFC 8417, RFC 9967). They are notices: they name
/// the attributes that changed and leave the values to be read, so that a token that goes astray
/// tells nothing about a person.
public final class SecurityEvents {
  private static final String PROV = "urn:ietf:params:scim:event:prov:";
  private static final String CREATE = PROV + "create:notice";
  private static final String PATCH = PROV + "patch:notice";
  private static final String DELETE = PROV + "delete";
  private static final String ACTIVATE = PROV + "activate";
  private static final String DEACTIVATE = PROV + "deactivate";

  private SecurityEvents() {}

  /// The URIs of all events that are ever sent.
  public static List<String> uris() {
    return List.of(CREATE, PATCH, DELETE, ACTIVATE, DEACTIVATE);
  }

  /// The claims; empty for an event that is not about a resource.
  ///
  /// @param issuer the tenant's
  static Optional<ObjectNode> claims(
      LiveTenant tenant, Event event, String issuer, String audience, Instant now) {
    if (event.kind() == FeedEvent.Kind.HELD) {
      return Optional.empty();
    }
    var claims = ScimJson.object();
    claims.put("iss", issuer);
    claims.put("iat", now.getEpochSecond());
    claims.put("jti", event.id());
    claims.put("aud", audience);
    claims.put("toe", event.at().getEpochSecond());
    claims.put("txn", "%d-%d".formatted(tenant.id().value(), event.sequence()));
    claims.putObject("sub_id").put("format", "scim").put("uri", EventJson.path(tenant, event));
    addEvents(claims.putObject("events"), event);
    return Optional.of(claims);
  }

  private static void addEvents(ObjectNode events, Event event) {
    switch (event.kind()) {
      case CREATED -> add(events, CREATE, event.attributes());
      case RESTORED -> add(events, CREATE, List.of("id"));
      case UPDATED -> add(events, PATCH, event.attributes());
      case ACTIVATED -> addActivation(events, ACTIVATE, event.attributes());
      case DEACTIVATED -> addActivation(events, DEACTIVATE, event.attributes());
      case MEMBERS -> add(events, PATCH, List.of("members"));
      case DELETED -> events.putObject(DELETE);
      case HELD -> {}
    }
  }

  private static void addActivation(ObjectNode events, String uri, List<String> attributes) {
    add(events, uri, List.of("active"));
    var others = attributes.stream().filter(name -> !name.equals("active")).toList();
    if (!others.isEmpty()) {
      add(events, PATCH, others);
    }
  }

  private static void add(ObjectNode events, String uri, List<String> attributes) {
    attributes.forEach(events.putObject(uri).putArray("attributes")::add);
  }
}
