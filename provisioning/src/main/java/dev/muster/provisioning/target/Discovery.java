package dev.muster.provisioning.target;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimClientException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// What a provider says of itself (RFC 7644 §4): what it can do, and its schemas. Some refuse whole
/// requests for an attribute of an extension that they do not have. It is asked once: an idle cycle
/// sends nothing.
final class Discovery {
  private final ScimClient client;
  private volatile Optional<Capabilities> capabilities = Optional.empty();
  private final Map<String, Optional<Set<String>>> extensions = new ConcurrentHashMap<>();

  Discovery(ScimClient client) {
    this.client = client;
  }

  /// What it can do; as assumed if it does not say.
  Capabilities capabilities() {
    var known = capabilities;
    if (known.isEmpty()) {
      known = Optional.of(readCapabilities());
      capabilities = known;
    }
    return known.get();
  }

  private Capabilities readCapabilities() {
    try {
      return Capabilities.of(client.get("/ServiceProviderConfig"));
    } catch (ScimClientException e) {
      requireSilence(e);
      return Capabilities.ASSUMED;
    }
  }

  /// URNs, in lower case, of a resource type's extensions; empty if the provider does not say.
  Optional<Set<String>> extensions(String resourceType) {
    var known = extensions.get(resourceType);
    if (known == null) {
      known = read(resourceType);
      extensions.put(resourceType, known);
    }
    return known;
  }

  private Optional<Set<String>> read(String resourceType) {
    try {
      for (var type : client.get("/ResourceTypes").path("Resources")) {
        if (type.path("name").asString("").equalsIgnoreCase(resourceType)) {
          var urns = new HashSet<String>();
          type.path("schemaExtensions").forEach(extension -> add(urns, extension.path("schema")));
          // Some publish the extension's schema and forget to name it here.
          client.get("/Schemas").path("Resources").forEach(schema -> add(urns, schema.path("id")));
          return Optional.of(urns);
        }
      }
      return Optional.empty();
    } catch (ScimClientException e) {
      requireSilence(e);
      return Optional.empty();
    }
  }

  /// A provider that does not say is one thing; one that is down will say later.
  private static void requireSilence(ScimClientException e) {
    switch (e.kind()) {
      case NOT_FOUND, REJECTED, CONFLICT, CHANGED, NOT_SCIM, NO_PAGING -> {}
      case SERVER_ERROR, UNREACHABLE, UNKNOWN_OUTCOME, LATE, UNAUTHORIZED, RATE_LIMITED -> throw e;
    }
  }

  private static void add(Set<String> urns, JsonNode urn) {
    urns.add(urn.asString("").toLowerCase(Locale.ROOT));
  }
}
