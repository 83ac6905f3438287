package dev.muster.server;

import dev.muster.scim.message.ScimJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/// A passkey in software, together with the browser in front of it: it makes one key with the
/// attestation "none" and signs with it (W3C Web Authentication Level 2, §6 and §7). What a browser
/// would not do can be asked of it, too.
final class VirtualAuthenticator {
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int WITH_CREDENTIAL = 0x40;

  private final byte[] id = new byte[16];
  private final KeyPair key;
  private String userHandle = "";
  private int signatures;
  private boolean verifying = true;

  VirtualAuthenticator() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = generator.generateKeyPair();
      System.arraycopy(sha256(key.getPublic().getEncoded()), 0, id, 0, id.length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String id() {
    return base64url(id);
  }

  /// Lets anybody use it who has it in hand.
  void withoutVerification() {
    verifying = false;
  }

  /// Counts from the beginning, as a copy of it would.
  void copied() {
    signatures = 0;
  }

  /// The answer to options for a new passkey.
  ///
  /// @param origin of the page that asks
  String create(JsonNode options, String origin) {
    var asked = options.path("publicKey");
    userHandle = asked.path("user").path("id").asString();
    var data =
        authenticatorData(
            asked.path("rp").path("id").asString(), WITH_CREDENTIAL, attestedCredential());
    var attestation = new ByteArrayOutputStream();
    attestation.writeBytes(hex("a363666d74646e6f6e656761747453746d74a068617574684461746158"));
    attestation.write(data.length);
    attestation.writeBytes(data);
    var response =
        ScimJson.object()
            .put("clientDataJSON", clientData("webauthn.create", asked, origin))
            .put("attestationObject", base64url(attestation.toByteArray()));
    return credential(response);
  }

  /// The answer to options for a sign-in.
  String get(JsonNode options, String origin) {
    var asked = options.path("publicKey");
    var data = authenticatorData(asked.path("rpId").asString(), 0, new byte[0]);
    var clientData = clientData("webauthn.get", asked, origin);
    var response =
        ScimJson.object()
            .put("clientDataJSON", clientData)
            .put("authenticatorData", base64url(data))
            .put("signature", base64url(sign(data, Base64.getUrlDecoder().decode(clientData))))
            .put("userHandle", userHandle);
    return credential(response);
  }

  private String credential(JsonNode response) {
    var credential = ScimJson.object().put("id", id()).put("rawId", id()).put("type", "public-key");
    credential.set("response", response);
    credential.putObject("clientExtensionResults");
    return ScimJson.write(credential);
  }

  private static String clientData(String type, JsonNode asked, String origin) {
    var json =
        ScimJson.object()
            .put("type", type)
            .put("challenge", asked.path("challenge").asString())
            .put("origin", origin)
            .put("crossOrigin", false);
    return base64url(ScimJson.writeBytes(json));
  }

  private byte[] authenticatorData(String rpId, int flags, byte[] credential) {
    signatures++;
    var all = flags | PRESENT | (verifying ? VERIFIED : 0);
    return ByteBuffer.allocate(37 + credential.length)
        .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
        .put((byte) all)
        .putInt(signatures)
        .put(credential)
        .array();
  }

  // AAGUID, the id with its length, and the key as CBOR (RFC 9052): EC2, ES256, P-256, x, y.
  private byte[] attestedCredential() {
    var point = ((ECPublicKey) key.getPublic()).getW();
    return ByteBuffer.allocate(16 + 2 + id.length + 77)
        .put(new byte[16])
        .putShort((short) id.length)
        .put(id)
        .put(hex("a5010203262001215820"))
        .put(unsigned(point.getAffineX().toByteArray()))
        .put(hex("225820"))
        .put(unsigned(point.getAffineY().toByteArray()))
        .array();
  }

  private byte[] sign(byte[] data, byte[] clientData) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      signature.update(data);
      signature.update(sha256(clientData));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unsigned(byte[] number) {
    var bytes = new byte[32];
    var digits = number.length > 32 ? Arrays.copyOfRange(number, 1, 33) : number;
    System.arraycopy(digits, 0, bytes, 32 - digits.length, digits.length);
    return bytes;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
