package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;

/// The public keys that receivers of security event tokens check signatures with. They are nobody's
/// secret, so no token is asked for.
public final class JwksApi implements Handler {
  /// Where the keys of a tenant's issuer are; they are the same for all.
  public static final String PREFIX = "/t/{tenant}/jwks";

  /// Where they are for those who look for well-known places.
  public static final String WELL_KNOWN = "/.well-known/jwks.json";

  private final Routes<Handler> routes;

  public JwksApi(SigningKeys keys) {
    Handler published =
        request ->
            Response.of(200, "application/jwk-set+json", ScimJson.writeBytes(keys.published()))
                .with("Cache-Control", "max-age=300");
    this.routes =
        new Routes<Handler>().on("GET", PREFIX, published).on("GET", WELL_KNOWN, published);
  }

  @Override
  public Response answer(Request request) {
    return routes.require(request).handler().answer(request);
  }
}
