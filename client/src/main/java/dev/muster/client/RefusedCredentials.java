package dev.muster.client;

import dev.muster.client.ConnectionReport.Part;
import dev.muster.client.authentication.Authentication;
import dev.muster.client.authentication.Authentication.Bearer;
import dev.muster.client.authentication.Expiry;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/// Why an application does not let a request in, as far as its answer and the credentials tell.
final class RefusedCredentials {
  private static final Pattern SCOPE = Pattern.compile("scope=\"([^\"]*)\"");
  // "The token is unknown or expired" says nothing.
  private static final Pattern EXPIRED =
      Pattern.compile("(?:has|is|was|token|jwt)[ _-]expired|expired[ _-](?:access[ _-])?token");

  private RefusedCredentials() {}

  /// What is wrong, and with which part.
  record Finding(Part part, String detail) {}

  static Finding of(ScimClientException e, Authentication authentication, Instant now) {
    var challenge = e.challenge().toLowerCase(Locale.ROOT);
    var said = challenge + e.detail().toLowerCase(Locale.ROOT);
    if (challenge.contains("insufficient_scope")) {
      return new Finding(Part.PERMISSIONS, scope(e.challenge()));
    }
    if (e.status().orElse(0) == 403) {
      return new Finding(
          Part.PERMISSIONS,
          "the credentials are accepted, but may not read users (403); give them the permission to"
              + " provision in the application: "
              + e.detail());
    }
    if (authentication instanceof Bearer(String token)) {
      return new Finding(Part.CREDENTIALS, bearer(token, said, e, now));
    }
    var what =
        switch (authentication) {
          case Bearer bearer -> "secret token";
          case Authentication.Basic basic -> "user name and password";
          case Authentication.ClientCertificate certificate -> "client certificate";
          case Authentication.OfTokenEndpoint client ->
              "credentials of the client; check them, its scopes and the token endpoint";
        };
    return new Finding(
        Part.CREDENTIALS, "the application refuses the %s: %s".formatted(what, e.detail()));
  }

  private static String scope(String challenge) {
    var matcher = SCOPE.matcher(challenge);
    var needed = matcher.find() ? " It needs: " + matcher.group(1) + "." : "";
    return "the credentials are accepted, but lack a scope (insufficient_scope)."
        + needed
        + " Ask for it with the token, or give the token more rights in the application.";
  }

  private static String bearer(String token, String said, ScimClientException e, Instant now) {
    var expired = Expiry.of(new Bearer(token)).filter(end -> end.isBefore(now));
    if (expired.isPresent()) {
      return "the secret token expired at %s; make a new one in the application and enter it here"
          .formatted(expired.get());
    }
    if (EXPIRED.matcher(said).find()) {
      return "the application says that the secret token has expired; make a new one there and"
          + " enter it here";
    }
    if (token.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return "the secret token begins with \"Bearer\"; enter what follows that word alone";
    }
    if (!token.equals(token.strip()) || token.contains("\n")) {
      return "the secret token has spaces or line breaks around it; enter it without them";
    }
    return "the application refuses the secret token (%d); make a new one there and enter it here"
        .formatted(e.status().orElse(0));
  }
}
