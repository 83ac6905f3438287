package dev.muster.server.applications;

import dev.muster.client.ScimConnection;
import dev.muster.client.authentication.Expiry;
import dev.muster.provisioning.application.ApplicationTemplate;
import dev.muster.provisioning.application.ApplicationTemplates;
import dev.muster.provisioning.target.CapabilityOverrides;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// How an application is connected.
///
/// @param template the application's kind; its mappings were copied when the application was made
/// @param overrides what an administrator knows better than application and template
/// @param passwordDelivery what becomes of the temporary passwords of new users
/// @param credentialsExpire when the credentials end, as the administrator was told with them: most
///   secrets do not say it themselves
public record ApplicationSettings(
    ApplicationTemplate template,
    ScimConnection connection,
    CapabilityOverrides overrides,
    PasswordDelivery passwordDelivery,
    Optional<Instant> credentialsExpire) {

  /// An application that is known by its connection alone.
  static ApplicationSettings of(ScimConnection connection) {
    return new ApplicationSettings(
        ApplicationTemplates.generic(),
        connection,
        CapabilityOverrides.NONE,
        PasswordDelivery.TARGET,
        Optional.empty());
  }

  /// When the credentials end, by what they say themselves or by what the administrator said.
  public Optional<Instant> expiry() {
    return Stream.concat(
            Expiry.of(connection.authentication()).stream(), credentialsExpire.stream())
        .min(Instant::compareTo);
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
