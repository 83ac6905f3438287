package dev.muster.server.configuration;

import dev.muster.store.tenant.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// A tenant that the configuration file declares.
///
/// @param settings that it shall have; others are left as they are
/// @param place file and line, for messages
public record DeclaredTenant(
    String name, ObjectNode settings, List<DeclaredToken> tokens, String place) {
  public DeclaredTenant {
    tokens = List.copyOf(tokens);
  }

  /// A token that it shall have.
  ///
  /// @param hash SHA-256 of the token, in hex
  public record DeclaredToken(
      String name, String hash, Set<Scope> scopes, Optional<Instant> expires) {
    public DeclaredToken {
      scopes = Set.copyOf(scopes);
    }
  }
}
