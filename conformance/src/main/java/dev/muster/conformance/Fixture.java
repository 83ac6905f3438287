package dev.muster.conformance;

import static dev.muster.conformance.CheckFailure.requireStatus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/// Makes resources for a check, and removes them afterwards.
final class Fixture implements AutoCloseable {
  private static final String USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

  private final Scim scim;
  private final Deque<String> made = new ArrayDeque<>();

  Fixture(Scim scim) {
    this.scim = scim;
  }

  /// A name that nobody else has.
  static String unique(String what) {
    return what + "-" + UUID.randomUUID();
  }

  static String user(String userName, String more) {
    return """
    {"schemas": ["%s"], "userName": "%s", "active": true,
     "name": {"givenName": "Ann", "familyName": "Ångström"},
     "emails": [{"value": "%s@example.com", "type": "work", "primary": true}]%s}
    """
        .formatted(USER_SCHEMA, userName, userName, more.isEmpty() ? "" : ", " + more);
  }

  static String group(String displayName) {
    return """
    {"schemas": ["%s"], "displayName": "%s"}
    """
        .formatted(GROUP_SCHEMA, displayName);
  }

  /// Path of a new user.
  String newUser() {
    return newUser(unique("user"));
  }

  String newUser(String userName) {
    return add("/Users", user(userName, ""));
  }

  String newGroup() {
    return add("/Groups", group(unique("group")));
  }

  private String add(String endpoint, String body) {
    var created = scim.post(endpoint, body);
    requireStatus(201, created, "POST " + endpoint);
    return made(endpoint + "/" + created.body().path("id").asString());
  }

  /// Notes a resource that has to go.
  String made(String path) {
    made.push(path);
    return path;
  }

  static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void close() {
    made.forEach(scim::delete);
  }
}
