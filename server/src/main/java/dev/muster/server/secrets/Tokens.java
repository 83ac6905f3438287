package dev.muster.server.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Bearer tokens: 32 random bytes as 43 base64url characters, after a prefix by which people and
/// secret scanners know them. With 256 random bits a plain digest is enough to keep.
public final class Tokens {
  private static final String TENANT_PREFIX = "mst_";
  private static final String ADMIN_PREFIX = "mad_";
  private static final String KEY_PREFIX = "mak_";
  private static final String CLIENT_ID_PREFIX = "mci_";
  private static final String CLIENT_SECRET_PREFIX = "mcs_";
  private static final int BYTES = 32;
  // To copy one costs a fraction of what it costs to look for one among the providers.
  private static final MessageDigest SHA_256 = sha256();

  private final SecureRandom random;

  public Tokens(SecureRandom random) {
    this.random = random;
  }

  /// A new token for a tenant's SCIM endpoint.
  public String newTenantToken() {
    return TENANT_PREFIX + randomText();
  }

  /// A new cookie of a session, or the secret of a link.
  public String newSessionToken() {
    return randomText();
  }

  /// A new id for an OAuth client; it is no secret.
  public String newClientId() {
    return CLIENT_ID_PREFIX + randomText();
  }

  /// A new secret for an OAuth client.
  public String newClientSecret() {
    return CLIENT_SECRET_PREFIX + randomText();
  }

  /// A new secret for a link that works once.
  public String newLinkSecret() {
    return randomText();
  }

  /// A new token for the admin API.
  public String newAdminToken() {
    return ADMIN_PREFIX + randomText();
  }

  /// A new key of a program for the admin API.
  public String newApiKey() {
    return KEY_PREFIX + randomText();
  }

  /// Whether a token looks like a program's key.
  public static boolean isApiKey(String token) {
    return token.startsWith(KEY_PREFIX);
  }

  /// The form in which a token is kept: SHA-256 in hex.
  public static String hash(String token) {
    return HexFormat.of().formatHex(digest(token));
  }

  /// SHA-256 in hex of a text and what follows it.
  public static String hash(String beginning, byte[] content) {
    var digest = newDigest();
    digest.update(beginning.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(content));
  }

  /// Whether two tokens are the same, in a time that does not tell where they differ.
  public static boolean same(String token, String other) {
    return MessageDigest.isEqual(digest(token), digest(other));
  }

  private String randomText() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] digest(String token) {
    return newDigest().digest(token.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest newDigest() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the Java platform can be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
