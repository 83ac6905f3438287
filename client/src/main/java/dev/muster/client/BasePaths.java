package dev.muster.client;

import dev.muster.client.ScimClientException.Kind;
import dev.muster.client.exchange.AddressGuard;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks for the SCIM endpoint of an application near the tenant URL that was given: applications
/// end it in `/scim`, `/scim/v2` or `/v2`, and people leave out a part, or give one too much.
final class BasePaths {
  private static final List<String> ENDINGS = List.of("/scim/v2", "/scim", "/v2");
  private static final List<String> TOO_MUCH =
      List.of("/Users", "/Groups", "/ServiceProviderConfig", "/Schemas", "/ResourceTypes");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private BasePaths() {}

  /// The tenant URL that would work instead; empty if none of the usual ones does.
  static Optional<String> working(ScimConnection connection, AddressGuard guard, String filter) {
    for (var candidate : candidates(connection.baseUrl())) {
      if (works(connection.withBaseUrl(candidate).withTimeout(PATIENCE), guard, filter)) {
        return Optional.of(candidate.toString());
      }
    }
    return Optional.empty();
  }

  private static boolean works(ScimConnection connection, AddressGuard guard, String filter) {
    try (var client = ScimClient.once(connection, guard)) {
      client.query("/Users", ScimQuery.matching(filter).page(1, 1));
      return true;
    } catch (ScimClientException e) {
      // Found, but not let in: that is another question.
      return e.kind() == Kind.UNAUTHORIZED;
    }
  }

  static Set<URI> candidates(URI given) {
    var text = given.toString();
    for (var ending : TOO_MUCH) {
      text = without(text, ending);
    }
    var bases = new LinkedHashSet<String>();
    bases.add(text);
    for (var ending : ENDINGS) {
      bases.add(text + ending);
    }
    for (var ending : ENDINGS) {
      var stem = without(text, ending);
      bases.add(stem);
      ENDINGS.forEach(other -> bases.add(stem + other));
    }
    var candidates = new LinkedHashSet<URI>();
    bases.forEach(base -> candidates.add(URI.create(base)));
    candidates.remove(given);
    return candidates;
  }

  private static String without(String text, String ending) {
    return text.regionMatches(true, text.length() - ending.length(), ending, 0, ending.length())
        ? text.substring(0, text.length() - ending.length())
        : text;
  }
}
