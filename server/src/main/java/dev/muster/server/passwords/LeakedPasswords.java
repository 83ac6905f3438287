package dev.muster.server.passwords;

import dev.muster.server.outbound.Fetch;
import dev.muster.server.outbound.OutboundException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a service that knows leaked passwords, without telling it which one is meant: it is sent
/// the first five hexadecimal digits of the SHA-1 and answers with the rest of all that begin so,
/// as Have I Been Pwned does (<https://haveibeenpwned.com/API/v3#PwnedPasswords>).
final class LeakedPasswords {
  private static final Logger LOG = LoggerFactory.getLogger(LeakedPasswords.class);
  private static final int PREFIX = 5;
  private static final int ATTEMPTS = 2;
  // Answers are filled up with entries that never leaked, so that their size tells nothing.
  private static final Map<String, String> HEADERS =
      Map.of("Add-Padding", "true", "User-Agent", "Muster");

  private final Fetch fetch;

  LeakedPasswords(Fetch fetch) {
    this.fetch = fetch;
  }

  /// What the service says.
  enum Answer {
    LEAKED,
    NOT_LEAKED,
    /// It could not be asked.
    UNKNOWN
  }

  /// @param url to which a slash and the prefix are added
  /// @param prepared the password as [PasswordText] prepares it
  Answer ask(URI url, String prepared) {
    var hash = sha1(prepared);
    var range = URI.create(url + "/" + hash.substring(0, PREFIX));
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return hasLeaked(fetch.get(range, HEADERS), hash.substring(PREFIX))
            ? Answer.LEAKED
            : Answer.NOT_LEAKED;
      } catch (OutboundException e) {
        // The prefix is not for the log: it says something of the password.
        LOG.warn("passwords could not be looked up at {} (attempt {})", url.getHost(), attempt);
      }
    }
    return Answer.UNKNOWN;
  }

  private static boolean hasLeaked(String answer, String rest) {
    return answer.lines().anyMatch(line -> isSeen(line.strip(), rest));
  }

  // Such as 0018A45C4D1DEF81644B54AB7F969B88D65:12; a count of 0 is padding.
  private static boolean isSeen(String line, String rest) {
    return line.length() > rest.length()
        && line.regionMatches(true, 0, rest, 0, rest.length())
        && line.charAt(rest.length()) == ':'
        && !line.substring(rest.length() + 1).strip().equals("0");
  }

  private static String sha1(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of()
          .withUpperCase()
          .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
