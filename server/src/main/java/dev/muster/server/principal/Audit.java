package dev.muster.server.principal;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestIds;
import dev.muster.store.administrator.AuditStore;
import java.time.Clock;

/// Writes down what administrators did and tried. What they sent is not part of it: it may hold
/// secrets, and the history of what they changed is kept with it.
public final class Audit {
  private final AuditStore store;
  private final Clock clock;

  public Audit(AuditStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// A change that was asked for, and how it was answered.
  public void asked(Principal principal, Request request, int status) {
    store.append(
        ScimJson.object()
            .put("who", principal.name())
            .put("via", principal.via())
            .put("action", request.method() + " " + request.path())
            .put("status", status)
            .put("request", RequestIds.of(request)),
        clock.instant());
  }

  /// Something about signing in.
  ///
  /// @param who the address that was typed in
  /// @param action such as `sign-in`
  /// @param outcome `done`, or why not
  public void signedIn(String who, String action, String outcome, String address) {
    store.append(
        ScimJson.object()
            .put("who", who)
            .put("via", "console")
            .put("action", action)
            .put("outcome", outcome)
            .put("address", address),
        clock.instant());
  }
}
