package dev.muster.server.administrators;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.muster.server.administrators.SingleSignOnSettings.Rule;
import dev.muster.server.http.HttpException;
import dev.muster.store.administrator.Grant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an ID token says of somebody.
final class ProviderClaims {
  private ProviderClaims() {}

  /// The roles that the claim's values stand for.
  static List<Grant> grants(SingleSignOnSettings settings, JWTClaimsSet claims) {
    var values = values(claims, settings.roleClaim());
    return settings.rules().stream()
        .filter(rule -> values.contains(rule.value()))
        .map(Rule::grant)
        .distinct()
        .toList();
  }

  /// A claim's text; empty if it has none.
  static Optional<String> text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }

  /// The address of somebody who gets an account. Throws 403 when the provider does not say that it
  /// is theirs, or it is of another domain.
  static String requireEmail(SingleSignOnSettings settings, JWTClaimsSet claims) {
    var email =
        text(claims, "email")
            .map(address -> address.toLowerCase(Locale.ROOT))
            .orElseThrow(() ->
                HttpException.forbidden(
                    "%s does not say your e-mail address; it has to give the scope email"
                        .formatted(settings.name())));
    var verified = Boolean.TRUE.equals(claims.getClaim("email_verified"));
    if (!verified && !settings.trustsEmail()) {
      throw HttpException.forbidden(
          "%s does not call your e-mail address verified".formatted(settings.name()));
    }
    var domain = email.substring(email.lastIndexOf('@') + 1);
    if (!settings.allowedDomains().isEmpty() && !settings.allowedDomains().contains(domain)) {
      throw HttpException.forbidden("addresses of %s are not let in".formatted(domain));
    }
    return email;
  }

  // First the claim of that very name: some providers have URLs for names.
  private static Set<String> values(JWTClaimsSet claims, String name) {
    @Nullable Object value = claims.getClaim(name);
    if (value == null) {
      value = claims.getClaims();
      for (var part : name.split("\\.", -1)) {
        value = value instanceof Map<?, ?> object ? object.get(part) : null;
      }
    }
    return switch (value) {
      case String text -> Set.of(text);
      case Collection<?> several ->
          several.stream().map(String::valueOf).collect(Collectors.toSet());
      case null, default -> Set.of();
    };
  }
}
