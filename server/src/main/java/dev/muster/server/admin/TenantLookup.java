package dev.muster.server.admin;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;

/// Finds the tenant that a path such as `/api/v1/tenants/{tenant}/tokens` names.
public final class TenantLookup {
  private final TenantStore tenants;

  public TenantLookup(TenantStore tenants) {
    this.tenants = tenants;
  }

  /// The tenant that `{tenant}` stands for. Throws 404 when there is none, 409 when it is being
  /// deleted.
  public Tenant require(Request request) {
    var tenant = requireAny(request);
    if (tenant.status() == Tenant.Status.DELETING) {
      throw HttpException.conflict(
          "tenant",
          "\"%s\" is being deleted; its name is free when that is done".formatted(tenant.name()));
    }
    return tenant;
  }

  /// The tenant that `{tenant}` stands for, also while it is being deleted. Throws 404 when there
  /// is none.
  Tenant requireAny(Request request) {
    var name = request.parameter("tenant");
    return tenants
        .find(name)
        .orElseThrow(() ->
            HttpException.notFound(
                "there is no tenant \"%s\"; POST %s/tenants makes one"
                    .formatted(name, AdminApi.PREFIX)));
  }
}
