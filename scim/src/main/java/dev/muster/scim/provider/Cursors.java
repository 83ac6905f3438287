package dev.muster.scim.provider;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes cursors and reads them (RFC 9865). A cursor is a place in the order of one query,
/// encrypted and authenticated (AES-256-GCM): nobody can make one or see into one, and it opens for
/// the query that it was made for alone. The server keeps nothing of it.
public final class Cursors {
  /// How long a cursor is good for.
  public static final Duration TIMEOUT = Duration.ofHours(1);

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LONGEST = 4_000;

  private final SecretKey key;
  private final SecureRandom random;
  private final Clock clock;

  /// @param key 32 secret bytes; servers that share a database share it too
  public Cursors(byte[] key, SecureRandom random, Clock clock) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key of cursors has 32 bytes, not " + key.length);
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
    this.clock = clock;
  }

  /// Cursors under a key that nobody keeps: they are good until the process ends.
  public static Cursors forThisProcess(Clock clock) {
    var random = new SecureRandom();
    var key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new Cursors(key, random, clock);
  }

  /// What a cursor says.
  ///
  /// @param section which of the query's resource types the place is in
  /// @param totalResults what the first page has counted
  record Place(int section, Position position, long totalResults) {}

  /// The cursor of a place.
  ///
  /// @param query what it is good for: tenant, endpoint, filter and order
  String seal(Place place, String query) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, query, ScimJson.writeBytes(toJson(place)));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
  }

  /// The place of a cursor. Throws `invalidCursor` when it was not made for this query, and
  /// `expiredCursor` when that is longer ago than [#TIMEOUT].
  Place open(String cursor, String query) {
    var json = ScimJson.parseObject(cipher(Cipher.DECRYPT_MODE, query, bytes(cursor)));
    if (clock.instant().isAfter(Instant.ofEpochSecond(json.path("e").asLong()))) {
      throw ScimException.expiredCursor(
          "cursor: older than the %d seconds that one is good for; begin again without it"
              .formatted(TIMEOUT.toSeconds()));
    }
    return new Place(
        json.path("s").asInt(),
        new Position(key(json.path("k")), json.path("i").asString()),
        json.path("t").asLong());
  }

  private ObjectNode toJson(Place place) {
    var json = ScimJson.object();
    json.put("e", clock.instant().plus(TIMEOUT).getEpochSecond());
    json.put("s", place.section());
    json.put("t", place.totalResults());
    json.put("i", place.position().id());
    switch (place.position().key()) {
      case SortKey.None none -> {}
      case SortKey.Text(var text) -> json.put("k", text);
      case SortKey.Numeric(var number) -> json.put("k", number);
      case SortKey.Moment(var moment) -> json.putArray("k").add(moment.toString());
    }
    return json;
  }

  private static SortKey key(JsonNode json) {
    if (json.isString()) {
      return new SortKey.Text(json.stringValue());
    }
    if (json.isNumber()) {
      BigDecimal number = json.decimalValue();
      return new SortKey.Numeric(number);
    }
    return json.isArray()
        ? new SortKey.Moment(Instant.parse(json.path(0).asString()))
        : new SortKey.None();
  }

  private static byte[] bytes(String cursor) {
    if (cursor.length() > LONGEST) {
      throw unknown();
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length > NONCE_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    throw unknown();
  }

  private byte[] cipher(int mode, String query, byte[] sealed) {
    return cipher(
        mode,
        Arrays.copyOf(sealed, NONCE_BYTES),
        query,
        Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
  }

  private byte[] cipher(int mode, byte[] nonce, String query, byte[] text) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(query.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (AEADBadTagException e) {
      throw unknown();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM/NoPadding", e);
    }
  }

  private static ScimException unknown() {
    return ScimException.invalidCursor(
        "cursor: not one of this query; send the nextCursor of the page before, with the same"
            + " filter and order, or begin again without one");
  }
}
