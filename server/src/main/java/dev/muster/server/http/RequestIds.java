package dev.muster.server.http;

import java.util.UUID;
import java.util.regex.Pattern;

/// Under which id a request is spoken of: the one that the client gave it in `X-Request-Id`, or
/// `client-request-id` as Entra does, else a new one.
public final class RequestIds {
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._:+/=-]{1,64}");

  private RequestIds() {}

  public static String of(Request request) {
    return request
        .findHeader("X-Request-Id")
        .or(() -> request.findHeader("client-request-id"))
        .filter(id -> FIT.matcher(id).matches())
        .orElseGet(() -> UUID.randomUUID().toString());
  }
}
