package dev.muster.client.authentication;

import dev.muster.client.exchange.Tls;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// When credentials end, as far as they say so themselves: a token that is a JWT by its `exp`, a
/// certificate by its validity. Others say nothing.
public final class Expiry {
  private Expiry() {}

  /// The moment from which on the application will refuse the credentials.
  public static Optional<Instant> of(Authentication authentication) {
    return switch (authentication) {
      case Authentication.Bearer(String token) -> ofToken(token);
      case Authentication.ClientCertificate(Tls.Identity identity) -> Tls.expiry(identity);
      case Authentication.Basic basic -> Optional.empty();
      case Authentication.OfTokenEndpoint client -> Optional.empty();
    };
  }

  private static Optional<Instant> ofToken(String token) {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      var end = ScimJson.parseObject(claims).path("exp");
      return end.isNumber() ? Optional.of(Instant.ofEpochSecond(end.asLong())) : Optional.empty();
    } catch (ScimException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
