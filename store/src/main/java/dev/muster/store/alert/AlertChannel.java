package dev.muster.store.alert;

import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.List;

/// Where alerts of a tenant go.
///
/// @param target a URL or a mail address
/// @param kinds of alerts that go there, by their keywords; empty: all
/// @param sealed the secret that signs a webhook, sealed; empty text for mail
public record AlertChannel(
    TenantId tenant,
    long id,
    Kind kind,
    String target,
    List<String> kinds,
    String sealed,
    Instant created) {
  public AlertChannel {
    kinds = List.copyOf(kinds);
  }

  /// How alerts go out.
  public enum Kind {
    WEBHOOK,
    EMAIL
  }

  /// Whether alerts of that keyword go there.
  public boolean takes(String keyword) {
    return kinds.isEmpty() || kinds.contains(keyword);
  }
}
