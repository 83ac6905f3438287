package dev.muster.server.applications;

import dev.muster.client.ScimConnection;
import dev.muster.provisioning.application.ApplicationTemplate;
import dev.muster.provisioning.application.ApplicationTemplates;
import dev.muster.provisioning.target.CapabilityOverrides;

/// How an application is connected.
///
/// @param template the application's kind; its mappings were copied when the application was made
/// @param overrides what an administrator knows better than application and template
/// @param passwordDelivery what becomes of the temporary passwords of new users
public record ApplicationSettings(
    ApplicationTemplate template,
    ScimConnection connection,
    CapabilityOverrides overrides,
    PasswordDelivery passwordDelivery) {

  /// An application that is known by its connection alone.
  static ApplicationSettings of(ScimConnection connection) {
    return new ApplicationSettings(
        ApplicationTemplates.generic(),
        connection,
        CapabilityOverrides.NONE,
        PasswordDelivery.TARGET);
  }

  /// What is known better than the application says: by the administrator, else by the template.
  ///
  /// Bulk requests save requests, not work. Where those are not limited, single ones in parallel
  /// are as quick, and each answers for itself.
  public CapabilityOverrides knownBetter() {
    var known = overrides.or(template.capabilities());
    return connection.rateLimits().isEmpty() && known.bulk().isEmpty()
        ? known.or(CapabilityOverrides.ofBulk(false))
        : known;
  }
}
