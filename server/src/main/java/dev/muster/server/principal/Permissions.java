package dev.muster.server.principal;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the roles allow in the admin API, told by method and path alone, so that a new route is
/// guarded before anybody thinks of it:
///
/// - a platform administrator does everything;
/// - in `/tenants/{tenant}/…` a tenant's administrator does everything, an application's owner what
///   is below `/jobs/{application}`, and everyone with a role there reads;
/// - the tenant itself is deleted, suspended and resumed by platform administrators.
///
/// A tenant that is none of theirs is not there for them: 404, as if it did not exist.
public final class Permissions {
  private static final Set<String> OF_THE_PLATFORM = Set.of("suspend", "resume");
  private static final Set<String> OPEN =
      Set.of(
          "tenants",
          "dialect-rules",
          "application-templates",
          "expression-functions",
          "provisioning-error-codes",
          "search",
          "me");
  private static final int TENANT = 3;
  private static final int BELOW_TENANT = 4;

  private final TenantStore tenants;

  public Permissions(TenantStore tenants) {
    this.tenants = tenants;
  }

  /// Throws 403 or 404 if the principal may not do that.
  public void require(Principal principal, Request request) {
    if (principal.isPlatformAdministrator()) {
      return;
    }
    var segments = request.segments();
    if (segments.size() <= TENANT || !segments.get(TENANT - 1).equals("tenants")) {
      requireReadingOf(request, segments);
      return;
    }
    var tenant = visible(principal, segments.get(TENANT));
    if (isReading(request)) {
      return;
    }
    if (isOfThePlatform(segments) || !principal.mayChange(tenant.id(), application(segments))) {
      throw HttpException.forbidden(
          "%s %s: the role of %s does not allow it; ask an administrator of the tenant or of the platform"
              .formatted(request.method(), request.path(), principal.name()));
    }
  }

  /// Whether [#require] would let it pass.
  public boolean allows(Principal principal, Request request) {
    try {
      require(principal, request);
      return true;
    } catch (HttpException e) {
      return false;
    }
  }

  // The list of tenants shows everyone their own, the rules and templates are no secret.
  private static void requireReadingOf(Request request, List<String> segments) {
    var open = segments.size() > 2 && OPEN.contains(segments.get(2));
    if (!isReading(request) || !open) {
      throw HttpException.forbidden(
          "%s %s: only platform administrators may do that"
              .formatted(request.method(), request.path()));
    }
  }

  private Tenant visible(Principal principal, String name) {
    return tenants
        .find(name)
        .filter(tenant -> principal.sees(tenant.id()))
        .orElseThrow(() -> HttpException.notFound("there is no tenant \"%s\"".formatted(name)));
  }

  private static boolean isOfThePlatform(List<String> segments) {
    return segments.size() == BELOW_TENANT
        || (segments.size() == BELOW_TENANT + 1
            && OF_THE_PLATFORM.contains(segments.get(BELOW_TENANT)));
  }

  private static Optional<String> application(List<String> segments) {
    return segments.size() > BELOW_TENANT + 1 && segments.get(BELOW_TENANT).equals("jobs")
        ? Optional.of(segments.get(BELOW_TENANT + 1))
        : Optional.empty();
  }

  private static boolean isReading(Request request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }
}
