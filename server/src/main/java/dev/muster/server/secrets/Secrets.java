package dev.muster.server.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts the credentials of other systems for keeping (AES-256-GCM). What is sealed opens only
/// with the same associated data, say the id of the job it belongs to: a secret that is copied into
/// another tenant's row is of no use there.
public final class Secrets {
  private final Aead aead;

  private Secrets(Aead aead) {
    this.aead = aead;
  }

  /// A new random key in the form in which it is kept in a file.
  public static String newKey() {
    try {
      var handle =
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          handle, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform cannot make an AES key", e);
    }
  }

  /// Secrets under a key that [#newKey] made. Throws when the text is no key.
  public static Secrets of(String key) {
    try {
      var handle =
          TinkJsonProtoKeysetFormat.parseKeyset(
              key, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
      return new Secrets(handle.getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a key: put back the file that was written first", e);
    }
  }

  /// 32 bytes that follow from a key, for one purpose: they tell nothing of the key or of those for
  /// another purpose.
  public static byte[] derived(String key, String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(key), "HmacSHA256"));
      return mac.doFinal(utf8(purpose));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /// The secret, encrypted, as base64 text. Sealing twice gives two texts.
  public String seal(String secret, String associatedData) {
    try {
      var sealed = aead.encrypt(utf8(secret), utf8(associatedData));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal a secret for " + associatedData, e);
    }
  }

  /// The secret that was sealed. Throws when the key or the associated data are others, or the text
  /// was changed.
  public String open(String sealed, String associatedData) {
    try {
      var secret = aead.decrypt(Base64.getDecoder().decode(sealed), utf8(associatedData));
      return new String(secret, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the secret of %s does not open: it was sealed with another key, or changed"
              .formatted(associatedData),
          e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
