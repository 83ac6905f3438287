package dev.muster.server.events;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.secrets.Secrets;
import dev.muster.store.event.SigningKeyStore;
import dev.muster.store.event.SigningKeyStore.SigningKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/// The keys that sign security event tokens (ES256). The first that is needed is made; each server
/// signs with the newest one that its own secrets key opens, and all of them are published.
public final class SigningKeys {
  private static final JOSEObjectType SECURITY_EVENT_TOKEN = new JOSEObjectType("secevent+jwt");

  private final SigningKeyStore store;
  private final Secrets secrets;
  private final Clock clock;
  private final AtomicReference<Optional<ECKey>> own = new AtomicReference<>(Optional.empty());

  public SigningKeys(SigningKeyStore store, Secrets secrets, Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// The claims as a signed token in compact form.
  String sign(ObjectNode claims) {
    var key = key();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(SECURITY_EVENT_TOKEN)
            .keyID(key.getKeyID())
            .build();
    var token = new JWSObject(header, new Payload(ScimJson.write(claims)));
    try {
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign with key " + key.getKeyID(), e);
    }
  }

  /// The public keys as a JWK set (RFC 7517 §5).
  ObjectNode published() {
    key();
    var set = ScimJson.object();
    var keys = set.putArray("keys");
    store.keys().forEach(key -> keys.add(ScimJson.parseObject(key.publicKey())));
    return set;
  }

  private ECKey key() {
    var known = own.get();
    if (known.isPresent()) {
      return known.get();
    }
    synchronized (this) {
      var key = own.get().or(this::findOwn).orElseGet(this::create);
      own.set(Optional.of(key));
      return key;
    }
  }

  private Optional<ECKey> findOwn() {
    return store.keys().stream().flatMap(key -> open(key).stream()).findFirst();
  }

  private Optional<ECKey> open(SigningKey key) {
    try {
      return Optional.of(ECKey.parse(secrets.open(key.sealedKey(), associated(key.id()))));
    } catch (IllegalStateException e) {
      // Another server's, with a data folder of its own.
      return Optional.empty();
    } catch (ParseException e) {
      throw new IllegalStateException("signing key " + key.id() + " is no JWK", e);
    }
  }

  private ECKey create() {
    try {
      var id = UUID.randomUUID().toString();
      var key =
          new ECKeyGenerator(Curve.P_256)
              .keyID(id)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      store.add(
          new SigningKey(
              id,
              key.toPublicJWK().toJSONString(),
              secrets.seal(key.toJSONString(), associated(id)),
              clock.instant().truncatedTo(ChronoUnit.MICROS)));
      return key;
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java platform cannot make a P-256 key", e);
    }
  }

  private static String associated(String id) {
    return "signing key " + id;
  }
}
