package dev.muster.server.scim;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.store.tenant.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Refuses what a token does not allow (RFC 6750 §3.1). What a service provider says about itself
/// is open to every token that may read or write.
final class ScopeGuard {
  private static final Set<String> DISCOVERY =
      Set.of("serviceproviderconfig", "schemas", "resourcetypes");
  // Each operation of a bulk request is asked about on its own.
  private static final Set<String> OF_USERS = Set.of("users", "me", "bulk");
  private static final int BASE_SEGMENTS = 4;

  private ScopeGuard() {}

  /// @param request as routes know it, at `/t/{tenant}/scim/v2`
  static void require(Identity identity, Request request) {
    var path = request.segments().subList(BASE_SEGMENTS, request.segments().size());
    var scopes = identity.scopes();
    var endpoint = path.isEmpty() ? "" : path.getFirst().toLowerCase(Locale.ROOT);
    if (DISCOVERY.contains(endpoint)) {
      if (!scopes.contains(Scope.WRITE)) {
        requireScope(scopes, Scope.READ);
      }
      return;
    }
    requireScope(scopes, isQuestion(request, path) ? Scope.READ : Scope.WRITE);
    if (scopes.contains(Scope.USERS) && !OF_USERS.contains(endpoint)) {
      throw HttpException.insufficientScope(
          Scope.join(Scope.scim()),
          "the token has the scope \"users\", which keeps it to /Users; send one without it for /"
              + String.join("/", path));
    }
  }

  private static boolean isQuestion(Request request, List<String> path) {
    return switch (request.method()) {
      case "GET", "HEAD" -> true;
      case "POST" -> !path.isEmpty() && path.getLast().equalsIgnoreCase(".search");
      default -> false;
    };
  }

  private static void requireScope(Set<Scope> scopes, Scope needed) {
    if (!scopes.contains(needed)) {
      throw HttpException.insufficientScope(
          needed.word(),
          "the token lacks the scope \"%s\"; it has \"%s\""
              .formatted(needed.word(), Scope.join(scopes)));
    }
  }
}
