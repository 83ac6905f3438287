package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Whether a tenant's clients may set users' passwords, and what a password has to be (NIST SP
/// 800-63B-4 §3.1.1).
///
/// @param accepted whether they are kept; otherwise they are accepted and forgotten at once
/// @param temporary whether a person changes the password that a client gave them, at their first
///   sign-in
/// @param minimumLength in characters; 15 where the password is all that is asked for, 8 where
///   there is a second factor
/// @param serviceNames what the tenant calls its application, which a password must not be
/// @param leakedUrl of range lookups as Have I Been Pwned has them; empty: only the most common
///   passwords are known
/// @param whenUnreachable what happens when that URL gives no answer
public record PasswordSettings(
    boolean accepted,
    boolean temporary,
    int minimumLength,
    List<String> serviceNames,
    Optional<URI> leakedUrl,
    WhenUnreachable whenUnreachable) {
  private static final String ACCEPTED = "accepted";
  private static final String TEMPORARY = "temporary";
  private static final String MINIMUM_LENGTH = "minimumLength";
  private static final String SERVICE_NAMES = "serviceNames";
  private static final String LEAKED_URL = "leakedUrl";
  private static final String WHEN_UNREACHABLE = "whenUnreachable";
  private static final int SHORTEST = 8;
  private static final int LONGEST_MINIMUM = 64;
  private static final int DEFAULT_MINIMUM = 15;

  public PasswordSettings {
    serviceNames = List.copyOf(serviceNames);
  }

  /// What happens to a password that cannot be looked up.
  public enum WhenUnreachable {
    /// It is accepted if it breaks no other rule.
    ACCEPT("accept"),
    /// The client is told to come back later.
    REFUSE("refuse");

    private final String word;

    WhenUnreachable(String word) {
      this.word = word;
    }
  }

  /// Reads the group of settings. Throws 400 naming the one that does not fit.
  static PasswordSettings read(RequestFields fields) {
    var settings =
        new PasswordSettings(
            fields.findBoolean(ACCEPTED).orElse(false),
            fields.findBoolean(TEMPORARY).orElse(false),
            minimum(fields),
            fields.strings(SERVICE_NAMES),
            fields.findString(LEAKED_URL).map(text -> url(fields, text)),
            fields
                .findString(WHEN_UNREACHABLE)
                .map(word -> whenUnreachable(fields, word))
                .orElse(WhenUnreachable.ACCEPT));
    fields.refuseOthers();
    return settings;
  }

  ObjectNode toJson() {
    var json =
        ScimJson.object()
            .put(ACCEPTED, accepted)
            .put(TEMPORARY, temporary)
            .put(MINIMUM_LENGTH, minimumLength);
    serviceNames.forEach(json.putArray(SERVICE_NAMES)::add);
    leakedUrl.ifPresent(url -> json.put(LEAKED_URL, url.toString()));
    return json.put(WHEN_UNREACHABLE, whenUnreachable.word);
  }

  private static int minimum(RequestFields fields) {
    int length = fields.findInteger(MINIMUM_LENGTH).orElse(DEFAULT_MINIMUM);
    if (length < SHORTEST || length > LONGEST_MINIMUM) {
      throw fields.invalid(
          MINIMUM_LENGTH,
          "%d is not between %d and %d".formatted(length, SHORTEST, LONGEST_MINIMUM));
    }
    return length;
  }

  private static WhenUnreachable whenUnreachable(RequestFields fields, String word) {
    return switch (word) {
      case "accept" -> WhenUnreachable.ACCEPT;
      case "refuse" -> WhenUnreachable.REFUSE;
      default ->
          throw fields.invalid(
              WHEN_UNREACHABLE, "\"%s\" is unknown; there are accept, refuse".formatted(word));
    };
  }

  // Whether it may be called is decided where it is called.
  private static URI url(RequestFields fields, String text) {
    try {
      var url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (url.getHost() != null && url.getQuery() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw fields.invalid(LEAKED_URL, "\"%s\" is not a URL".formatted(text));
    }
    throw fields.invalid(
        LEAKED_URL,
        "\"%s\" is not a URL such as https://api.pwnedpasswords.com/range".formatted(text));
  }
}
