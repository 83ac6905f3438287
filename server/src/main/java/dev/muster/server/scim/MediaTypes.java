package dev.muster.server.scim;

import dev.muster.scim.message.ScimException;
import dev.muster.server.http.Remembered;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The two media types that SCIM messages travel in, with any parameters (RFC 7644 §3.1, §3.8).
final class MediaTypes {
  static final String SCIM = "application/scim+json";

  private static final String JSON = "application/json";
  private static final Set<String> READABLE = Set.of(SCIM, JSON);
  private static final Set<String> SCIM_ACCEPTED = Set.of(SCIM, "application/*", "*/*");
  private static final Set<String> JSON_ACCEPTED = Set.of(JSON);
  private static final Pattern REFUSED = Pattern.compile("(?i).*;q=0(\\.0{0,3})?");
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  // A client sends the same field with every request.
  private static final Remembered<String, Wanted> WANTED = new Remembered<>(200, Wanted::of);

  private MediaTypes() {}

  /// Requires a body that can be read and an answer that is wanted. A request that names no type is
  /// taken for one of SCIM's. Throws 415 and 406.
  static void require(Request request) {
    var contentType = request.findHeader("Content-Type");
    if (WITH_BODY.contains(request.method())
        && contentType.isPresent()
        && !READABLE.contains(name(contentType.get()))) {
      throw ScimException.status(
          415, "Content-Type \"%s\" is not read here; send %s".formatted(contentType.get(), SCIM));
    }
    var accept = request.findHeader("Accept");
    if (wanted(accept) == Wanted.NEITHER) {
      throw ScimException.status(
          406,
          "Accept \"%s\" leaves nothing to answer with; accept %s"
              .formatted(accept.orElse(""), SCIM));
    }
  }

  /// The response in the type that the client accepts: plain JSON for one that reads nothing else.
  static Response fit(Request request, Response response) {
    return wanted(request.findHeader("Accept")) == Wanted.JSON
            && response.headers().find("Content-Type").filter(SCIM::equals).isPresent()
        ? response.with("Content-Type", JSON)
        : response;
  }

  private static Wanted wanted(Optional<String> accept) {
    return accept.isEmpty() ? Wanted.SCIM : WANTED.of(accept.get());
  }

  /// What a client that sends an Accept field can be answered with.
  private enum Wanted {
    SCIM,
    JSON,
    NEITHER;

    static Wanted of(String accept) {
      if (accepts(accept, SCIM_ACCEPTED)) {
        return SCIM;
      }
      return accepts(accept, JSON_ACCEPTED) ? JSON : NEITHER;
    }
  }

  private static boolean accepts(String accept, Set<String> types) {
    return Arrays.stream(accept.split(",", -1))
        .filter(range -> !REFUSED.matcher(range.replace(" ", "")).matches())
        .anyMatch(range -> types.contains(name(range)));
  }

  private static String name(String type) {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
