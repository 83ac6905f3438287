package dev.muster.server.administrators;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import dev.muster.store.administrator.Administrator;
import dev.muster.store.administrator.Grant;
import dev.muster.store.administrator.Grant.Role;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Roles as JSON: `{"role": "reader", "tenant": "acme"}`.
final class Roles {
  private final TenantStore tenants;

  Roles(TenantStore tenants) {
    this.tenants = tenants;
  }

  /// The roles of the field `roles`. Throws 400 when there is none, or one does not fit.
  List<Grant> read(RequestFields body) {
    var roles = body.findObjects("roles");
    if (roles.isEmpty()) {
      throw HttpException.invalid(
          "roles",
          "give at least one, such as {\"role\": \"reader\", \"tenant\": \"acme\"}; without a tenant it is for all");
    }
    return roles.stream().map(this::grant).toList();
  }

  /// Puts the member `roles` into an object.
  void write(List<Grant> grants, ObjectNode json) {
    var roles = json.putArray("roles");
    for (var grant : grants) {
      var role = ScimJson.object().put("role", keyword(grant.role()));
      grant.tenant().flatMap(tenants::find).ifPresent(tenant -> role.put("tenant", tenant.name()));
      grant.application().ifPresent(name -> role.put("application", name));
      roles.add(role);
    }
  }

  /// A number in a path or a query. Throws 404 if it is none.
  static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw HttpException.notFound("\"%s\" is no number".formatted(text));
    }
  }

  /// A role, as in the field `roles`. Throws 400 when it does not fit.
  Grant grant(ObjectNode json) {
    var fields = RequestFields.of(json);
    var role = role(fields);
    var tenant = fields.findString("tenant").map(name -> tenant(fields, name).id());
    var application = fields.findString("application");
    fields.refuseOthers();
    try {
      return new Grant(role, tenant, application);
    } catch (IllegalArgumentException e) {
      throw HttpException.invalid("roles", String.valueOf(e.getMessage()));
    }
  }

  /// Throws 409 when nobody would be left who may do everything.
  void requireAnother(List<Administrator> all, Administrator administrator, List<Grant> wanted) {
    var stays =
        wanted.contains(Grant.PLATFORM)
            || all.stream()
                .filter(other -> other.id() != administrator.id())
                .anyMatch(other -> other.grants().contains(Grant.PLATFORM));
    if (!stays) {
      throw HttpException.conflict(
          "roles",
          "%s is the last platform administrator; make somebody else one first"
              .formatted(administrator.email()));
    }
  }

  private static Role role(RequestFields fields) {
    var word = fields.requireString("role");
    for (var role : Role.values()) {
      if (keyword(role).equals(word)) {
        return role;
      }
    }
    throw fields.invalid(
        "role",
        "\"%s\"; it is platform-administrator, tenant-administrator, application-owner or reader"
            .formatted(word));
  }

  private Tenant tenant(RequestFields fields, String name) {
    return tenants
        .find(name)
        .orElseThrow(() -> fields.invalid("tenant", "there is no tenant \"%s\"".formatted(name)));
  }

  private static String keyword(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
