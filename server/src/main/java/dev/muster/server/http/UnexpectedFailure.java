package dev.muster.server.http;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes failures nobody foresaw to the log, under a reference that the client is given. Neither
/// query, headers nor body are logged: they carry people's data and tokens.
public final class UnexpectedFailure {
  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailure.class);

  private UnexpectedFailure() {}

  /// Logs the failure and returns its reference.
  public static String log(Request request, RuntimeException failure) {
    var reference = UUID.randomUUID().toString();
    LOG.error("{} {} failed [{}]", request.method(), request.path(), reference, failure);
    return reference;
  }

  /// What the client is told.
  public static String detail(String reference) {
    return "the server failed; its log says more under the reference " + reference;
  }
}
