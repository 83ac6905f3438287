package dev.muster.client.authentication;

import dev.muster.client.exchange.Tls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// How an application is told who asks. Secrets are never part of `toString`, a log or a message.
public sealed interface Authentication {

  /// A token that the application gave out — Entra's "secret token" (RFC 6750).
  record Bearer(String token) implements Authentication {
    @Override
    public String toString() {
      return "Bearer";
    }
  }

  /// User name and password (RFC 7617).
  record Basic(String userName, String password) implements Authentication {
    @Override
    public String toString() {
      return "Basic[" + userName + "]";
    }
  }

  /// By access tokens of a token endpoint.
  sealed interface OfTokenEndpoint extends Authentication {
    URI tokenEndpoint();
  }

  /// OAuth's client credentials grant with a client secret (RFC 6749 §4.4).
  ///
  /// @param secretIn where the token endpoint wants the credentials
  /// @param scopes may be empty
  record ClientCredentials(
      URI tokenEndpoint,
      String clientId,
      String clientSecret,
      SecretIn secretIn,
      List<String> scopes)
      implements OfTokenEndpoint {
    public ClientCredentials {
      scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
      return "ClientCredentials[%s at %s]".formatted(clientId, tokenEndpoint);
    }
  }

  /// Where a token request has its client's credentials — Entra's "How credentials are sent".
  enum SecretIn {
    HEADER,
    BODY,
    BOTH
  }

  /// OAuth's client credentials grant with an assertion that the client signs (RFC 7523 §2.2).
  ///
  /// @param privateKey RSA or EC, unencrypted PKCS #8 in PEM form
  /// @param keyId the `kid` under which the application knows the key
  /// @param audience of the assertion; the token endpoint if empty
  record PrivateKeyJwt(
      URI tokenEndpoint,
      String clientId,
      String privateKey,
      Optional<String> keyId,
      Optional<String> audience,
      List<String> scopes)
      implements OfTokenEndpoint {
    public PrivateKeyJwt {
      scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
      return "PrivateKeyJwt[%s at %s]".formatted(clientId, tokenEndpoint);
    }
  }

  /// A client certificate, shown when the connection is made (RFC 8705).
  record ClientCertificate(Tls.Identity identity) implements Authentication {}
}
