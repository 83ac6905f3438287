package dev.muster.server.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs what webhooks send, as Standard Webhooks 1.0 has it: HMAC-SHA256 over `id.timestamp.body`,
/// one signature for each live secret.
public final class WebhookSignature {
  /// What secrets begin with; the rest is base64.
  public static final String PREFIX = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /// The header `webhook-signature`.
  public static String header(Collection<String> secrets, String id, Instant at, String body) {
    var signed = "%s.%d.%s".formatted(id, at.getEpochSecond(), body);
    return secrets.stream()
        .map(secret -> "v1," + signature(secret, signed))
        .collect(Collectors.joining(" "));
  }

  private static String signature(String secret, String signed) {
    try {
      var key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
