package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A recorded request as a command to send it again by hand; the token is for the reader to fill
/// in.
final class CurlCommand {
  private CurlCommand() {}

  /// @param publicUrl where clients reach the server, without a slash at its end
  static String of(String publicUrl, String method, ObjectNode entry) {
    var command = new StringBuilder("curl -X ").append(method);
    command.append(" -H 'Authorization: Bearer '\"$TOKEN\"");
    JsonNode body = entry.path("request");
    if (body.isObject()) {
      command.append(" -H 'Content-Type: application/scim+json' -d ");
      command.append(quoted(ScimJson.write(body)));
    }
    return command.append(' ').append(quoted(url(publicUrl, entry))).toString();
  }

  private static String url(String publicUrl, ObjectNode entry) {
    var target = entry.path("target").asString("");
    int mark = target.indexOf('?');
    return publicUrl
        + (mark < 0 ? target : target.substring(0, mark + 1) + encoded(target.substring(mark + 1)));
  }

  /// What separates parameters stays as it is.
  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8).replace("%3D", "=").replace("%26", "&");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
