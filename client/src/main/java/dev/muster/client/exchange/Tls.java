package dev.muster.client.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// TLS with a client certificate of one's own (RFC 8705) or with certificates trusted instead of
/// the platform's. Keys and certificates are PEM texts (RFC 7468).
public final class Tls {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final char[] NO_PASSWORD = {};

  private Tls() {}

  /// A client certificate with its chain, and its private key.
  ///
  /// @param privateKey unencrypted PKCS #8
  public record Identity(String certificates, String privateKey) {
    @Override
    public String toString() {
      return "Identity";
    }
  }

  /// A context for both; empty when the platform's own will do. Throws IllegalArgumentException
  /// saying which text is not what it should be.
  public static Optional<SSLContext> context(
      Optional<Identity> identity, Optional<String> trusted) {
    if (identity.isEmpty() && trusted.isEmpty()) {
      return Optional.empty();
    }
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(
          identity.isPresent() ? keys(identity.get()) : null,
          trusted.isPresent() ? trust(trusted.get()) : null,
          null);
      return Optional.of(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "certificate and private key do not go together: " + e.getMessage(), e);
    }
  }

  /// Reads an unencrypted private key (RSA or EC). Throws IllegalArgumentException when the text is
  /// none.
  public static PrivateKey privateKey(String pem) {
    var matcher = KEY.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "the private key is not in PEM form (-----BEGIN PRIVATE KEY-----); convert it with"
              + " \"openssl pkcs8 -topk8 -nocrypt\"");
    }
    try {
      var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
      try {
        return KeyFactory.getInstance("RSA").generatePrivate(encoded);
      } catch (InvalidKeySpecException notRsa) {
        return KeyFactory.getInstance("EC").generatePrivate(encoded);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("the private key is neither an RSA nor an EC key", e);
    }
  }

  /// When the first certificate of an identity's chain ends.
  public static Optional<Instant> expiry(Identity identity) {
    try {
      return Arrays.stream(certificates(identity.certificates()))
          .map(X509Certificate.class::cast)
          .map(certificate -> certificate.getNotAfter().toInstant())
          .min(Instant::compareTo);
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static KeyManager @Nullable [] keys(Identity identity)
      throws GeneralSecurityException, IOException {
    var store = emptyStore();
    store.setKeyEntry(
        "client",
        privateKey(identity.privateKey()),
        NO_PASSWORD,
        certificates(identity.certificates()));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(String pem)
      throws GeneralSecurityException, IOException {
    var store = emptyStore();
    var certificates = certificates(pem);
    for (var i = 0; i < certificates.length; i++) {
      store.setCertificateEntry("trusted " + i, certificates[i]);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Certificate[] certificates(String pem) throws GeneralSecurityException {
    var bytes = new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.US_ASCII));
    var certificates =
        CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
            .map(Certificate.class::cast)
            .toArray(Certificate[]::new);
    if (certificates.length == 0) {
      throw new IllegalArgumentException(
          "the certificate is not in PEM form (-----BEGIN CERTIFICATE-----)");
    }
    return certificates;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }
}
