package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.secrets.Secrets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What a stream has to prove or to show: the secrets that sign a webhook, the Authorization header
/// of a push. They are kept sealed.
record StreamSecrets(List<Signing> signing, Optional<String> authorization) {
  static final StreamSecrets NONE = new StreamSecrets(List.of(), Optional.empty());

  /// So many secrets of a webhook may be live at once.
  static final int MOST_SIGNING = 3;

  private static final int SECRET_BYTES = 32;

  StreamSecrets {
    signing = List.copyOf(signing);
  }

  /// A secret that signs.
  record Signing(String id, String secret, Instant created) {
    @Override
    public String toString() {
      return "Signing[" + id + "]";
    }
  }

  /// With one more secret, at the end.
  StreamSecrets withNew(SecureRandom random, Instant now) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    var secret = WebhookSignature.PREFIX + Base64.getEncoder().encodeToString(bytes);
    var more = new ArrayList<>(signing);
    more.add(new Signing(Integer.toHexString(random.nextInt()), secret, now));
    return new StreamSecrets(more, authorization);
  }

  StreamSecrets without(String id) {
    return new StreamSecrets(
        signing.stream().filter(secret -> !secret.id().equals(id)).toList(), authorization);
  }

  List<String> texts() {
    return signing.stream().map(Signing::secret).toList();
  }

  String seal(Secrets secrets, TenantId tenant) {
    var json = ScimJson.object();
    var array = json.putArray("signing");
    for (var secret : signing) {
      array
          .addObject()
          .put("id", secret.id())
          .put("secret", secret.secret())
          .put("created", secret.created().toString());
    }
    authorization.ifPresent(header -> json.put("authorization", header));
    return secrets.seal(ScimJson.write(json), associated(tenant));
  }

  static StreamSecrets open(Secrets secrets, TenantId tenant, String sealed) {
    var json = ScimJson.parseObject(secrets.open(sealed, associated(tenant)));
    return new StreamSecrets(
        json.path("signing")
            .valueStream()
            .map(node ->
                new Signing(
                    node.path("id").asString(),
                    node.path("secret").asString(),
                    Instant.parse(node.path("created").asString())))
            .toList(),
        json.path("authorization").asStringOpt());
  }

  @Override
  public String toString() {
    return "StreamSecrets[" + signing + "]";
  }

  private static String associated(TenantId tenant) {
    return "event streams of tenant " + tenant.value();
  }
}
