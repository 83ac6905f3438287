package dev.muster.server.groups;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.jobs.DirectoryNames;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.DynamicGroup;
import dev.muster.store.resource.DynamicGroupStore;
import dev.muster.store.tenant.Tenant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Dynamic groups of a tenant: which there are, and what their rules are.
public final class DynamicGroupRoutes implements AdminRoutes {
  private static final String GROUPS = AdminApi.PREFIX + "/tenants/{tenant}/dynamic-groups";

  private final TenantLookup lookup;
  private final LiveTenants tenants;
  private final DirectoryNames names;
  private final DynamicGroupStore store;
  private final ResourceStore resources;
  private final DynamicGroups groups;
  private final Runnable wake;

  /// @param wake what looks after the groups
  public DynamicGroupRoutes(
      TenantLookup lookup,
      LiveTenants tenants,
      DirectoryNames names,
      DynamicGroupStore store,
      ResourceStore resources,
      DynamicGroups groups,
      Runnable wake) {
    this.lookup = lookup;
    this.tenants = tenants;
    this.names = names;
    this.store = store;
    this.resources = resources;
    this.groups = groups;
    this.wake = wake;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", GROUPS, this::list)
        .on("PUT", GROUPS + "/{group}", this::put)
        .on("GET", GROUPS + "/{group}", this::get)
        .on("DELETE", GROUPS + "/{group}", this::remove);
  }

  private Response list(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.list(
        "dynamicGroups",
        store.groups(tenant.id()).stream().map(group -> shown(tenant, group)).toList());
  }

  private Response get(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.ok(shown(tenant, require(tenant, request)));
  }

  /// Gives a group that exists a rule; from now on its members follow it.
  private Response put(Request request) {
    var tenant = lookup.require(request);
    var group = group(tenant, request);
    var fields = RequestFields.of(request);
    var rule = fields.requireString("rule");
    fields.refuseOthers();
    check(tenant, rule);
    store.put(tenant.id(), group, rule);
    wake.run();
    return AdminResponses.ok(shown(tenant, require(tenant, request)));
  }

  private void check(Tenant tenant, String rule) {
    var users = tenants.require(tenant.id()).schemas().findResourceType("User").orElseThrow();
    try {
      GroupRule.parse(rule, users);
    } catch (ScimException e) {
      throw HttpException.invalid("rule", e.detail());
    }
  }

  /// Makes the group an ordinary one again; its members stay.
  private Response remove(Request request) {
    var tenant = lookup.require(request);
    var group = require(tenant, request);
    store.remove(tenant.id(), group.groupId());
    return AdminResponses.ok(shown(tenant, group));
  }

  private DynamicGroup require(Tenant tenant, Request request) {
    return store
        .find(tenant.id(), group(tenant, request))
        .orElseThrow(() ->
            HttpException.notFound(
                "the group \"%s\" has no rule".formatted(request.parameter("group"))));
  }

  private String group(Tenant tenant, Request request) {
    var ids = names.groups(tenant.id(), Set.of(request.parameter("group")), "group");
    if (ids.size() > 1) {
      throw HttpException.invalid(
          "group", "several groups have that name; name one by its id: " + String.join(", ", ids));
    }
    return ids.iterator().next();
  }

  private ObjectNode shown(Tenant tenant, DynamicGroup group) {
    var json = ScimJson.object().put("group", group.groupId()).put("rule", group.rule());
    resources
        .find(tenant.id(), "Group", group.groupId())
        .ifPresent(found -> json.put("displayName", found.displayName()));
    return json.put("members", resources.memberCount(tenant.id(), group.groupId()))
        .put("upToDate", groups.upToDate(tenant.id(), group));
  }
}
