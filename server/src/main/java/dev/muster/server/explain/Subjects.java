package dev.muster.server.explain;

import dev.muster.scim.filter.Filter.Compare;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.server.http.HttpException;
import dev.muster.server.tenant.LiveTenants;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.StringNode;

/// Finds the person or group that somebody names: by id, user name, external id, mail address or
/// display name, in this order.
final class Subjects {
  private static final List<String> USER =
      List.of("userName", "externalId", "emails.value", "displayName");
  private static final List<String> GROUP = List.of("displayName", "externalId");
  private static final int SHOWN = 10;

  private final ResourceStore resources;
  private final LiveTenants tenants;

  Subjects(ResourceStore resources, LiveTenants tenants) {
    this.resources = resources;
    this.tenants = tenants;
  }

  /// Throws 400 naming the candidates when several are called so.
  Optional<StoredResource> find(TenantId tenant, String type, String name) {
    var byId = resources.find(tenant, type, name);
    if (byId.isPresent()) {
      return byId;
    }
    var schema = tenants.require(tenant).schemas().findResourceType(type).orElseThrow();
    for (var attribute : type.equals("User") ? USER : GROUP) {
      var found = by(tenant, schema, attribute, name);
      if (found.size() > 1) {
        throw HttpException.invalid(
            type.equals("User") ? "user" : "group",
            "several have the %s \"%s\"; name one by its id: %s"
                .formatted(
                    attribute,
                    name,
                    found.stream().map(StoredResource::id).collect(Collectors.joining(", "))));
      }
      if (found.size() == 1) {
        return Optional.of(found.getFirst());
      }
    }
    return Optional.empty();
  }

  private List<StoredResource> by(
      TenantId tenant, ResourceSchema schema, String attribute, String name) {
    var filter = new Compare(AttributePath.parse(attribute), Operator.EQ, StringNode.valueOf(name));
    var checked = FilterChecker.check(filter, schema);
    return resources
        .query(tenant, ResourceQuery.byIndex(schema, Optional.of(checked), 1, SHOWN))
        .resources();
  }
}
