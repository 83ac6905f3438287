package dev.muster.client;

import dev.muster.client.exchange.AddressGuard;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why there is no answer, in words, with what to look at.
final class ConnectionFailure {
  private ConnectionFailure() {}

  /// Whether the request can not have reached the provider.
  static boolean beforeSending(IOException e) {
    return e instanceof ConnectException
        || e instanceof HttpConnectTimeoutException
        || e instanceof UnknownHostException
        || e instanceof AddressGuard.Refused;
  }

  /// For a request to that address.
  static String reason(URI uri, IOException e) {
    var host = String.valueOf(uri.getHost());
    if (e instanceof AddressGuard.Refused) {
      return "%s is not called: %s".formatted(uri, message(e));
    } else if (e instanceof HttpConnectTimeoutException) {
      return "no connection to %s in time; is there a firewall between?".formatted(host);
    } else if (e instanceof HttpTimeoutException) {
      return "%s did not answer in time".formatted(host);
    } else if (e instanceof SSLException) {
      return tls(host, e);
    } else if (has(e, UnresolvedAddressException.class) || has(e, UnknownHostException.class)) {
      return "the host name %s is unknown (DNS); is it spelt right?".formatted(host);
    } else if (e instanceof ConnectException) {
      return "%s:%d refuses connections; is the application running, and the port right?"
          .formatted(host, port(uri));
    }
    return "the connection to %s broke: %s".formatted(host, message(e));
  }

  /// Where the address is not at hand.
  static String reason(IOException e) {
    return e instanceof HttpTimeoutException ? "no answer in time" : message(e);
  }

  private static String tls(String host, IOException e) {
    var said = messages(e);
    if (said.contains("No subject alternative") || said.contains("No name matching")) {
      return ("the certificate that the server shows is not for %s (TLS); is the host name in the"
              + " tenant URL the one that the application documents?")
          .formatted(host);
    } else if (has(e, CertificateExpiredException.class)) {
      return "the certificate of %s has expired (TLS); its operator has to renew it"
          .formatted(host);
    } else if (has(e, CertificateNotYetValidException.class)) {
      return "the certificate of %s is not valid yet (TLS); is this machine's clock right?"
          .formatted(host);
    } else if (has(e, CertPathBuilderException.class) || said.contains("trustAnchors")) {
      return ("the certificate of %s is from an authority that is not trusted (TLS); give the"
              + " authority's certificate with the connection if it is your own")
          .formatted(host);
    } else if (said.contains("bad_certificate") || said.contains("certificate_required")) {
      return "%s wants another client certificate (TLS): %s".formatted(host, message(e));
    } else if (said.contains("plaintext") || said.contains("Unsupported or unrecognized")) {
      return "%s does not speak TLS there; is it http instead of https, or another port?"
          .formatted(host);
    }
    return "no secure connection to %s (TLS): %s".formatted(host, message(e));
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String messages(Throwable e) {
    var all = new StringBuilder();
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    return all.toString();
  }

  private static String message(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
