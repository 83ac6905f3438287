package dev.muster.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a PostgreSQL database is, and as whom to log in: the one-line form that hosting services
/// hand out, which the JDBC driver does not read.
///
/// @param jdbcUrl for the driver, with the query string but without credentials
record PostgreSqlUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {
  private static final Pattern FORM =
      Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:([^:@/]*)(?::([^@/]*))?@)?([^@]+)");

  /// Reads `postgresql://user:password@host:port/database?sslmode=require`. User and password are
  /// percent-encoded where they hold `:`, `/`, `@` or `%`.
  static PostgreSqlUrl parse(String url) {
    var matcher = FORM.matcher(url);
    if (!matcher.matches() || !matcher.group(3).contains("/")) {
      // The URL holds a password, so the message does not quote it.
      throw new IllegalArgumentException(
          "database URL: not of the form postgresql://user:password@host:port/database"
              + " (encode \":\", \"/\", \"@\" and \"%\" in the password as %3A, %2F, %40, %25)");
    }
    return new PostgreSqlUrl(
        "jdbc:postgresql://" + matcher.group(3),
        Optional.ofNullable(matcher.group(1)).map(PostgreSqlUrl::decode),
        Optional.ofNullable(matcher.group(2)).map(PostgreSqlUrl::decode));
  }

  // In this part of a URL a plus sign is a plus sign.
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
