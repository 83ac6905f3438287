package dev.muster.server.jobs;

import dev.muster.scim.filter.Filter.Compare;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.HttpException;
import dev.muster.server.tenant.LiveTenants;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/// Finds users and groups of a directory by what people call them: an id, a user name, a group's
/// name. `*` stands for all groups.
public final class DirectoryNames {
  private static final int PAGE = 1_000;

  private final ResourceStore resources;
  private final LiveTenants tenants;

  public DirectoryNames(ResourceStore resources, LiveTenants tenants) {
    this.resources = resources;
    this.tenants = tenants;
  }

  /// The ids of users. Throws 400 naming the field and the name that is nobody's.
  public Set<String> users(TenantId tenant, Set<String> names, String field) {
    return ids(tenant, "User", "userName", names, field);
  }

  /// The ids of groups. Throws 400 naming the field and the name that is no group's.
  public Set<String> groups(TenantId tenant, Set<String> names, String field) {
    if (names.contains("*")) {
      return all(tenant);
    }
    return ids(tenant, "Group", "displayName", names, field);
  }

  /// What some users, or groups, are called, by id; without those that the directory does not have
  /// any more.
  Map<String, String> display(TenantId tenant, String type, Collection<String> ids) {
    var names = new HashMap<String, String>();
    for (var resource : resources.findAll(tenant, type, ids)) {
      names.put(
          resource.id(), resource.displayName().isEmpty() ? resource.id() : resource.displayName());
    }
    return names;
  }

  private Set<String> all(TenantId tenant) {
    var ids = new LinkedHashSet<String>();
    var after = "";
    while (true) {
      var page = resources.scan(tenant, "Group", after, PAGE);
      page.forEach(group -> ids.add(group.id()));
      if (page.size() < PAGE) {
        return ids;
      }
      after = page.getLast().id();
    }
  }

  private Set<String> ids(
      TenantId tenant, String type, String attribute, Set<String> names, String field) {
    var ids = new LinkedHashSet<String>();
    for (var name : names) {
      if (resources.find(tenant, type, name).isPresent()) {
        ids.add(name);
      } else {
        ids.addAll(byAttribute(tenant, type, attribute, name, field));
      }
    }
    return ids;
  }

  private Set<String> byAttribute(
      TenantId tenant, String type, String attribute, String name, String field) {
    var filter = new Compare(AttributePath.of(attribute), Operator.EQ, StringNode.valueOf(name));
    var schema = tenants.require(tenant).schemas().findResourceType(type).orElseThrow();
    var page =
        resources.query(
            tenant,
            ResourceQuery.byIndex(
                schema, Optional.of(FilterChecker.check(filter, schema)), 1, PAGE));
    if (page.resources().isEmpty()) {
      throw HttpException.invalid(
          field, "the directory has no %s \"%s\", by id or %s".formatted(type, name, attribute));
    }
    var ids = new LinkedHashSet<String>();
    page.resources().forEach(resource -> ids.add(resource.id()));
    return ids;
  }
}
