package dev.muster.server.http;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where clients reach this server.
///
/// @param configured what `--public-url` says, without a slash at its end
/// @param own where it listens
public record PublicUrl(Optional<String> configured, String own) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?|\\[[0-9A-Fa-f:.]+\\](:[0-9]+)?");
  private static final Remembered<String, Boolean> IS_HOST =
      new Remembered<>(1_000, host -> HOST.matcher(host).matches());

  /// The one that is right for every client, as far as it is known.
  public String url() {
    return configured.orElse(own);
  }

  /// The one that a client knows: unless something is configured, what it used itself. Behind a
  /// forwarded port a server cannot know better.
  public String seenBy(Request request) {
    return configured.isPresent()
        ? configured.get()
        : request.findHeader("Host").filter(IS_HOST::of).map(host -> "http://" + host).orElse(own);
  }
}
