package dev.muster.client.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.muster.client.authentication.Authentication.PrivateKeyJwt;
import dev.muster.client.exchange.Tls;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/// The signed statement by which a client proves to a token endpoint who it is (RFC 7523 §3).
final class ClientAssertion {
  private static final Duration VALID = Duration.ofMinutes(5);

  private ClientAssertion() {}

  /// A new one. Throws IllegalArgumentException when the private key is none.
  static String sign(PrivateKeyJwt client, Instant now) {
    var key = Tls.privateKey(client.privateKey());
    try {
      var signer = signer(key);
      var algorithm = algorithm(signer);
      var header = new JWSHeader.Builder(algorithm);
      client.keyId().ifPresent(header::keyID);
      var jwt = new SignedJWT(header.build(), claims(client, now));
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the private key cannot sign: " + e.getMessage(), e);
    }
  }

  private static JWTClaimsSet claims(PrivateKeyJwt client, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(client.clientId())
        .subject(client.clientId())
        .audience(client.audience().orElse(client.tokenEndpoint().toString()))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(VALID)))
        .jwtID(UUID.randomUUID().toString())
        .build();
  }

  private static JWSSigner signer(PrivateKey key) throws JOSEException {
    return key instanceof ECPrivateKey ec ? new ECDSASigner(ec) : new RSASSASigner(key);
  }

  private static JWSAlgorithm algorithm(JWSSigner signer) {
    return signer instanceof ECDSASigner ec ? ec.supportedECDSAAlgorithm() : JWSAlgorithm.RS256;
  }
}
