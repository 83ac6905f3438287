package dev.muster.server.admin;

import dev.muster.server.http.BearerToken;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Problem;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestIds;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.principal.Audit;
import dev.muster.server.principal.Permissions;
import dev.muster.server.principal.Principal;
import dev.muster.server.secrets.Tokens;
import dev.muster.store.resource.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// All of the admin API: the guard, the routes, and the one place where a failure becomes a
/// problem.
public final class AdminApi implements Handler {
  /// Where the admin API begins.
  public static final String PREFIX = "/api/v1";

  private final String token;
  private final Function<String, Optional<Principal>> keys;
  private final Permissions permissions;
  private final Audit audit;
  private final Idempotency idempotency;
  private final Routes<Handler> routes = new Routes<>();

  /// @param token that may do everything
  /// @param keys whose key a token is
  public AdminApi(
      String token,
      Function<String, Optional<Principal>> keys,
      Permissions permissions,
      Audit audit,
      Idempotency idempotency,
      List<AdminRoutes> groups) {
    this.token = token;
    this.keys = keys;
    this.permissions = permissions;
    this.audit = audit;
    this.idempotency = idempotency;
    groups.forEach(group -> group.addTo(routes));
  }

  /// All that there is: `GET /api/v1/tenants/{tenant}`.
  public List<String> routes() {
    return routes.all();
  }

  @Override
  public Response answer(Request request) {
    return Problem.funnel(
        request,
        () -> {
          var principal = principal(request);
          return idempotency.answer(request, principal, asked -> answer(asked, principal));
        });
  }

  /// Answers whoever is known by other means than the admin token. Every change that is asked for
  /// is written down, also one that is refused.
  public Response answer(Request request, Principal principal) {
    var refusal = refusal(request, principal);
    if (refusal.isPresent()) {
      audit.notAllowed(principal, request, refusal.get().status());
      return Problem.of(refusal.get());
    }
    var response = Problem.funnel(request, () -> perform(request, principal));
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      audit.asked(principal, request, response.status());
    }
    return response;
  }

  private Optional<HttpException> refusal(Request request, Principal principal) {
    try {
      permissions.require(principal, request);
      return Optional.empty();
    } catch (HttpException e) {
      return Optional.of(e);
    }
  }

  private Response perform(Request request, Principal principal) {
    var route = routes.require(request);
    var origin = Origin.admin(principal.name(), RequestIds.of(request));
    return principal.call(
        () -> origin.call(() -> route.handler().answer(request.at(route.parameters()))));
  }

  private HttpException unauthorized(Request request, boolean sent) {
    if (sent) {
      audit.refused("", "key", "use of a wrong or expired key", "refused", request.peer());
    }
    return HttpException.unauthorized(
        sent,
        "the token is missing, wrong, expired or revoked; send an API key, or what is in admin.token");
  }

  private Principal principal(Request request) {
    var sent = request.findHeader("Authorization").flatMap(BearerToken::find);
    return sent.filter(t -> Tokens.same(t, token))
        .map(t -> Principal.TOKEN)
        .or(() -> sent.flatMap(keys))
        .orElseThrow(() -> unauthorized(request, sent.isPresent()));
  }
}
