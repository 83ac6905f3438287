package dev.muster.store.administrator;

import dev.muster.scim.provider.TenantId;
import java.util.Optional;

/// A role, and what it is about.
///
/// @param tenant empty for the whole platform
/// @param application name of the one application; empty for all of the tenant
public record Grant(Role role, Optional<TenantId> tenant, Optional<String> application) {

  /// Everything everywhere.
  public static final Grant PLATFORM =
      new Grant(Role.PLATFORM_ADMINISTRATOR, Optional.empty(), Optional.empty());

  public Grant {
    if ((role == Role.PLATFORM_ADMINISTRATOR) && tenant.isPresent()) {
      throw new IllegalArgumentException("role: a platform administrator has no one tenant");
    }
    if (role == Role.APPLICATION_OWNER && application.isEmpty()) {
      throw new IllegalArgumentException("application: an owner is the owner of one; name it");
    }
  }

  /// What somebody may do.
  public enum Role {
    /// Everything, and who may do what.
    PLATFORM_ADMINISTRATOR,
    /// Everything in one tenant.
    TENANT_ADMINISTRATOR,
    /// Everything about one application of a tenant; reads the rest of it.
    APPLICATION_OWNER,
    /// Looks, and changes nothing.
    READER
  }
}
