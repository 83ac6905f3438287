package dev.muster.server.tenant;

import dev.muster.scim.dialect.Dialect;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.store.tenant.Tenant;

/// A tenant with everything that follows from its settings, made once for each revision: a request
/// only looks it up.
///
/// @param redaction takes out of a message what must not be kept of it
public record LiveTenant(
    Tenant tenant,
    TenantSettings settings,
    SchemaRegistry schemas,
    Dialect dialect,
    Redaction redaction) {

  public TenantId id() {
    return tenant.id();
  }

  public String name() {
    return tenant.name();
  }
}
