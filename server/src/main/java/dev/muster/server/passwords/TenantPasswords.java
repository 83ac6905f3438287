package dev.muster.server.passwords;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.provider.Passwords;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.passwords.LeakedPasswords.Answer;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.server.tenant.PasswordSettings;
import dev.muster.server.tenant.PasswordSettings.WhenUnreachable;
import dev.muster.store.resource.PasswordStore;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What becomes of the passwords that clients of each tenant send.
final class TenantPasswords implements Passwords {
  private final LiveTenants tenants;
  private final PasswordStore store;
  private final PasswordRules rules;
  private final LeakedPasswords leaked;
  private final PasswordHashing hashing;
  private final PasswordMetrics metrics;

  TenantPasswords(
      LiveTenants tenants,
      PasswordStore store,
      PasswordRules rules,
      LeakedPasswords leaked,
      PasswordHashing hashing,
      PasswordMetrics metrics) {
    this.tenants = tenants;
    this.store = store;
    this.rules = rules;
    this.leaked = leaked;
    this.hashing = hashing;
    this.metrics = metrics;
  }

  @Override
  public boolean areKept(TenantId tenant) {
    return tenants.require(tenant).settings().passwords().accepted();
  }

  @Override
  public boolean has(TenantId tenant, String userId) {
    return store.find(tenant, userId).isPresent();
  }

  @Override
  public String hash(TenantId tenant, String clearText, ObjectNode user) {
    var live = tenants.require(tenant);
    var settings = live.settings().passwords();
    var services = new ArrayList<>(settings.serviceNames());
    services.add(live.name());
    var password = PasswordText.prepare(clearText);
    rules
        .refusal(password, settings.minimumLength(), user, services)
        .or(() -> lookUp(settings, password))
        .ifPresent(refusal -> {
          metrics.refused(refusal);
          throw ScimException.invalidValue(refusal.detail(settings.minimumLength()));
        });
    var hash =
        hashing
            .hash(password)
            .orElseThrow(() -> notNow("too many passwords are being set; try again later"));
    metrics.accepted();
    return hash;
  }

  private Optional<Refusal> lookUp(PasswordSettings settings, String password) {
    if (settings.leakedUrl().isEmpty()) {
      return Optional.empty();
    }
    var answer = leaked.ask(settings.leakedUrl().get(), password);
    metrics.lookedUp(answer);
    if (answer == Answer.UNKNOWN && settings.whenUnreachable() == WhenUnreachable.REFUSE) {
      throw notNow("it cannot be told now whether it is known from a data leak; try again later");
    }
    return answer == Answer.LEAKED ? Optional.of(Refusal.LEAKED) : Optional.empty();
  }

  private static ScimException notNow(String why) {
    return ScimException.status(503, "password: " + why);
  }
}
