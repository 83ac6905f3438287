package dev.muster.server.requestlog;

import dev.muster.server.http.Request;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.tenant.AccessToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request on its way: what is found out about it is noted here, step by step. It belongs to
/// the thread that answers the request.
public final class RequestTrace {
  private final String id;
  private final Instant at;
  private final long startNanos;
  private final Request request;
  private final KeptBody body;
  private @Nullable Asker asker;
  private List<String> rules = List.of();

  RequestTrace(String id, Instant at, long startNanos, Request request) {
    this.id = id;
    this.at = at;
    this.startNanos = startNanos;
    this.body = new KeptBody(request.body());
    this.request = request.with(body);
  }

  /// Who asks, and with which token.
  record Asker(LiveTenant tenant, AccessToken token) {}

  /// What the client is told to quote.
  public String id() {
    return id;
  }

  /// The request, to go on with: its content is kept.
  public Request request() {
    return request;
  }

  /// Notes whose request it is, and the token that says so.
  public void askedBy(LiveTenant tenant, AccessToken token) {
    asker = new Asker(tenant, token);
  }

  /// Notes which dialect rules have rewritten the request.
  public void rewrittenBy(List<String> rules) {
    this.rules = rules;
  }

  Instant at() {
    return at;
  }

  long startNanos() {
    return startNanos;
  }

  Optional<byte[]> bodyRead() {
    return body.kept();
  }

  Optional<Asker> asker() {
    return Optional.ofNullable(asker);
  }

  List<String> rules() {
    return rules;
  }
}
