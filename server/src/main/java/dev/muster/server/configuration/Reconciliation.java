package dev.muster.server.configuration;

import dev.muster.server.admin.MergePatch;
import dev.muster.server.configuration.DeclaredTenant.DeclaredToken;
import dev.muster.server.http.HttpException;
import dev.muster.server.tenant.TenantLifecycle;
import dev.muster.store.tenant.NewToken;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import dev.muster.store.tenant.TokenStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes tenants what the configuration file declares, at each start. What is so already is left
/// alone, and nothing is ever deleted: neither a tenant, nor a token, nor a setting that the file
/// does not name.
public final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  private final TenantStore tenants;
  private final TenantLifecycle lifecycle;
  private final TokenStore tokens;
  private final Clock clock;

  public Reconciliation(
      TenantStore tenants, TenantLifecycle lifecycle, TokenStore tokens, Clock clock) {
    this.tenants = tenants;
    this.lifecycle = lifecycle;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// Throws naming the line of a tenant that cannot be made so.
  public void apply(List<DeclaredTenant> declared) {
    for (var tenant : declared) {
      try {
        apply(tenant);
      } catch (HttpException e) {
        throw new ConfigurationException(
            "%s: tenant \"%s\": %s".formatted(tenant.place(), tenant.name(), e.detail()), e);
      }
    }
  }

  private void apply(DeclaredTenant declared) {
    var found = tenants.find(declared.name());
    if (found.filter(tenant -> tenant.status() == Tenant.Status.DELETING).isPresent()) {
      LOG.warn("tenant \"{}\" is being deleted; it is made at the next start", declared.name());
      return;
    }
    var tenant = found.map(there -> configured(there, declared)).orElseGet(() -> created(declared));
    declared.tokens().forEach(token -> apply(tenant, declared, token));
  }

  private Tenant created(DeclaredTenant declared) {
    var tenant = lifecycle.create(declared.name(), declared.settings());
    LOG.info("tenant \"{}\" was made, as {} declares", tenant.name(), declared.place());
    return tenant;
  }

  private Tenant configured(Tenant tenant, DeclaredTenant declared) {
    var settings = MergePatch.apply(tenant.settings(), declared.settings());
    if (settings.equals(tenant.settings())) {
      return tenant;
    }
    LOG.info(
        "settings of tenant \"{}\" were changed, as {} declares", tenant.name(), declared.place());
    return lifecycle.configure(tenant, settings);
  }

  private void apply(Tenant tenant, DeclaredTenant declared, DeclaredToken token) {
    var kept = tokens.find(token.hash());
    if (kept.isEmpty()) {
      tokens.add(
          tenant.id(),
          new NewToken(
              token.name(),
              token.hash(),
              token.scopes(),
              Optional.empty(),
              Optional.empty(),
              token.expires()),
          clock.instant());
      return;
    }
    var there = kept.get();
    if (!there.tenant().equals(tenant.id())) {
      throw new ConfigurationException(
          "%s: the token \"%s\" of tenant \"%s\" is another tenant's already"
              .formatted(declared.place(), token.name(), tenant.name()));
    }
    if (!there.scopes().equals(token.scopes())) {
      LOG.warn(
          "token \"{}\" of tenant \"{}\" keeps the scopes that it was made with; revoke it to have it made anew",
          token.name(),
          tenant.name());
    }
    token
        .expires()
        .filter(end -> !there.expires().equals(Optional.of(end)))
        .ifPresent(end -> tokens.expire(tenant.id(), there.id(), end));
  }
}
