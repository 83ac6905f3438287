package dev.muster.provisioning.application;

import dev.muster.client.pace.RateLimit;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.target.CapabilityOverrides;
import java.util.List;
import java.util.Optional;

/// What a kind of application is connected with — a member of Entra's gallery. Data: each is a JSON
/// file beside this class.
///
/// @param name by which commands and routes call it
/// @param title the application's own name
/// @param quirks what an administrator should know, in sentences
/// @param rateLimits what the application documents; empty if it documents none
/// @param requestsPerSecond the pace of an application that documents no limits; empty for none
/// @param membersPerRequest how many members one request changes at most
/// @param capabilities what is known better than the application says itself
/// @param mappings the mappings that a new job begins with
public record ApplicationTemplate(
    String name,
    String title,
    List<String> quirks,
    List<RateLimit> rateLimits,
    Optional<Integer> requestsPerSecond,
    int membersPerRequest,
    CapabilityOverrides capabilities,
    List<ObjectMapping> mappings) {

  public ApplicationTemplate {
    quirks = List.copyOf(quirks);
    rateLimits = List.copyOf(rateLimits);
    mappings = List.copyOf(mappings);
  }

  /// All limits of requests to it.
  public List<RateLimit> limits() {
    return rateLimits.isEmpty()
        ? requestsPerSecond.map(RateLimit::perSecond).stream().toList()
        : rateLimits;
  }
}
