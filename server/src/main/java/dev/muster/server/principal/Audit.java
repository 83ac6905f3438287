package dev.muster.server.principal;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestIds;
import dev.muster.store.administrator.AuditStore;
import java.time.Clock;

/// Writes down what administrators did and tried. What they sent is not part of it: it may hold
/// secrets, and the history of what they changed is kept with it.
public final class Audit implements AutoCloseable {
  private static final int LONGEST = 200;

  private final AuditStore store;
  private final Clock clock;
  private final Floods floods;

  public Audit(AuditStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.floods = new Floods(store, clock);
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

  /// Something that the roles of somebody do not allow.
  public void notAllowed(Principal principal, Request request, int status) {
    floods.add(
        ScimJson.object()
            .put("who", principal.name())
            .put("via", principal.via())
            .put("action", cut(request.method() + " " + request.path()))
            .put("status", status));
  }

  /// Somebody who was not let in, or a form that was sent from elsewhere.
  ///
  /// @param who the address that was typed in; empty text if nobody knows
  /// @param via `console`, `key` or `setup-link`
  public void refused(String who, String via, String action, String outcome, String address) {
    floods.add(
        ScimJson.object()
            .put("who", who)
            .put("via", via)
            .put("action", action)
            .put("outcome", outcome)
            .put("address", address));
  }

  /// Writes what has been repeated for a minute.
  public void settle() {
    floods.settleIfOver();
  }

  @Override
  public void close() {
    floods.settle();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /// Something about signing in that was done.
  ///
  /// @param who the address that was typed in
  /// @param action such as `sign-in`
  public void signedIn(String who, String action, String address) {
    did(who, "console", action, address);
  }

  /// Something that somebody did about how they sign in.
  ///
  /// @param via `console` or `self-service`
  public void did(String who, String via, String action, String address) {
    store.append(
        ScimJson.object()
            .put("who", who)
            .put("via", via)
            .put("action", action)
            .put("outcome", "done")
            .put("address", address),
        clock.instant());
  }
}
