package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tenants and the tokens of their SCIM endpoints.
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable", "UnusedMethod"})
public final class TenantStore {

  public TenantStore(Database database) {
    throw new UnsupportedOperationException();
  }

  /// A new tenant; empty if there is one of that name.
  public Optional<Tenant> create(String name, Instant now) {
    throw new UnsupportedOperationException();
  }

  public Optional<Tenant> find(String name) {
    throw new UnsupportedOperationException();
  }

  public Optional<Tenant> find(TenantId id) {
    throw new UnsupportedOperationException();
  }

  /// All tenants by name.
  public List<Tenant> tenants() {
    throw new UnsupportedOperationException();
  }

  public AccessToken addToken(
      TenantId tenant, String name, String hash, Instant now, Optional<Instant> expires) {
    throw new UnsupportedOperationException();
  }

  /// The token of that digest.
  public Optional<AccessToken> findToken(String hash) {
    throw new UnsupportedOperationException();
  }

  public List<AccessToken> tokens(TenantId tenant) {
    throw new UnsupportedOperationException();
  }

  /// Removes a token; false if there is none.
  public boolean removeToken(TenantId tenant, long id) {
    throw new UnsupportedOperationException();
  }
}
