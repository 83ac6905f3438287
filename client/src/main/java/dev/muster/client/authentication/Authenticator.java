package dev.muster.client.authentication;

import dev.muster.client.authentication.Authentication.Basic;
import dev.muster.client.authentication.Authentication.Bearer;
import dev.muster.client.authentication.Authentication.ClientCertificate;
import dev.muster.client.authentication.Authentication.OfTokenEndpoint;
import dev.muster.client.authentication.TokenEndpoint.Token;
import dev.muster.client.exchange.Outgoing;
import dev.muster.client.exchange.Transport;
import dev.muster.client.pace.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Puts into requests what proves who asks. Access tokens are asked for once, used by all requests,
/// and renewed before they expire, or when the provider refuses them though they should be good.
public final class Authenticator {
  private static final Duration EARLY = Duration.ofSeconds(60);

  private final Authentication authentication;
  private final TokenEndpoint endpoint;
  private final Time time;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile Optional<Held> held = Optional.empty();

  public Authenticator(Authentication authentication, Transport transport, Time time) {
    this.authentication = authentication;
    this.endpoint = new TokenEndpoint(transport, time);
    this.time = time;
  }

  private record Held(String token, long renewAt) {}

  /// The request with its proof. Throws [RefusedException] when the token endpoint gives no token,
  /// and IOException when it cannot be reached.
  public Outgoing authorized(Outgoing request) throws IOException, InterruptedException {
    return switch (authentication) {
      case Bearer(var token) -> bearer(request, token);
      case Basic(var user, var password) ->
          request.with("Authorization", TokenEndpoint.basic(user, password));
      case ClientCertificate certificate -> request;
      case OfTokenEndpoint client -> bearer(request, token(client));
    };
  }

  /// The provider refused a request (401). Whether it is worth sending it again with a new token.
  public boolean refused(Outgoing request) {
    var used = request.headers().getOrDefault("Authorization", "");
    return switch (authentication) {
      case Bearer bearer -> false;
      case Basic basic -> false;
      case ClientCertificate certificate -> false;
      case OfTokenEndpoint client -> forget(used);
    };
  }

  private boolean forget(String used) {
    renewing.lock();
    try {
      // Another request may have renewed it meanwhile.
      held = held.filter(token -> !used.equals("Bearer " + token.token()));
      return true;
    } finally {
      renewing.unlock();
    }
  }

  private static Outgoing bearer(Outgoing request, String token) {
    return request.with("Authorization", "Bearer " + token);
  }

  private String token(OfTokenEndpoint client) throws IOException, InterruptedException {
    var fresh = fresh();
    if (fresh.isPresent()) {
      return fresh.get();
    }
    renewing.lockInterruptibly();
    try {
      var renewed = fresh();
      if (renewed.isPresent()) {
        return renewed.get();
      }
      var token = endpoint.request(client);
      held = Optional.of(new Held(token.value(), time.nanos() + useful(token).toNanos()));
      return token.value();
    } finally {
      renewing.unlock();
    }
  }

  private Optional<String> fresh() {
    return held.filter(token -> token.renewAt() - time.nanos() > 0).map(Held::token);
  }

  /// A minute, or a fifth of a short life, before a token expires it is renewed.
  private static Duration useful(Token token) {
    var early = token.lifetime().dividedBy(5);
    return token.lifetime().minus(early.compareTo(EARLY) < 0 ? early : EARLY);
  }
}
