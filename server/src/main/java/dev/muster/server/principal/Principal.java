package dev.muster.server.principal;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.administrator.Administrator;
import dev.muster.store.administrator.ApiKey;
import dev.muster.store.administrator.Grant;
import dev.muster.store.administrator.Grant.Role;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Who asks the admin API for something, and with which roles.
///
/// @param name an administrator's e-mail address, the name of a key, or `admin.token`
/// @param via how they came: `console`, `key`, `token` or `setup-link`
public record Principal(String name, String via, List<Grant> grants) {
  /// Whoever holds the server's admin token.
  public static final Principal TOKEN =
      new Principal("admin.token", "token", List.of(Grant.PLATFORM));

  private static final ScopedValue<Principal> CURRENT = ScopedValue.newInstance();

  public Principal {
    grants = List.copyOf(grants);
  }

  /// Somebody who signed in to the console.
  public static Principal of(Administrator administrator) {
    return new Principal(administrator.email(), "console", administrator.grants());
  }

  /// A program with a key of its own.
  public static Principal of(ApiKey key) {
    return new Principal(key.name(), "key", key.grants());
  }

  /// Who asks, inside of a request of the admin API. Throws when there is none.
  public static Principal current() {
    return CURRENT.get();
  }

  /// Runs something in this principal's name.
  public <T> T call(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  public boolean isPlatformAdministrator() {
    return grants.stream().anyMatch(grant -> grant.role() == Role.PLATFORM_ADMINISTRATOR);
  }

  /// Whether any role of theirs has to do with the tenant.
  public boolean sees(TenantId tenant) {
    return grants.stream().anyMatch(grant -> covers(grant, tenant));
  }

  /// Whether they may change anything in the tenant, or in one application of it.
  public boolean mayChange(TenantId tenant, Optional<String> application) {
    return grants.stream()
        .filter(grant -> covers(grant, tenant))
        .anyMatch(grant ->
            switch (grant.role()) {
              case PLATFORM_ADMINISTRATOR, TENANT_ADMINISTRATOR -> true;
              case APPLICATION_OWNER ->
                  application.isPresent() && application.equals(grant.application());
              case READER -> false;
            });
  }

  private static boolean covers(Grant grant, TenantId tenant) {
    return grant.tenant().isEmpty() || grant.tenant().get().equals(tenant);
  }
}
