package dev.muster.bench;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Requests as Entra ID sends them, for a tenant whose users and groups are known.
///
/// @param groups small groups
/// @param cursors of pages of 100 users
record ScimRequests(
    URI base, String token, List<User> users, List<String> groups, List<String> cursors) {
  private static final String PATCH =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[@OPERATIONS@]}\
      """;
  private static final String USER =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"@NAME@",\
      "userName":"@NAME@@example.com","displayName":"User @NAME@","active":true,"title":"Engineer",\
      "preferredLanguage":"en-US","name":{"formatted":"Given Family","givenName":"Given",\
      "familyName":"Family"},"emails":[{"value":"@NAME@@example.com","type":"work","primary":true}],\
      "addresses":[{"type":"work","streetAddress":"1 Main Street","locality":"Zürich",\
      "postalCode":"8001","country":"CH"}],"phoneNumbers":[{"value":"+41 44 000 00 00",\
      "type":"work"}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{\
      "employeeNumber":"@NAME@","department":"Engineering","costCenter":"4130",\
      "organization":"Contoso","division":"Products"}}\
      """;

  /// A request of an operation. The mix has 40 % lookups, 20 % reads, 20 % PATCHes, 10 % creates
  /// and 10 % additions to groups.
  byte[] of(String operation, RandomGenerator random) {
    return switch (operation) {
      case "read" -> get("/Users/" + any(random).id());
      case "lookup" -> lookup(any(random).userName());
      case "lookup-miss" -> lookup(UUID.randomUUID().toString());
      case "page" ->
          get(
              "/Users?count=100&startIndex="
                  + (1 + random.nextInt(Math.max(1, users.size() - 99))));
      case "cursor-page" ->
          get("/Users?count=100&cursor=" + cursors.get(random.nextInt(cursors.size())));
      case "patch" ->
          patch(
              "/Users/" + any(random).id(),
              "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Patched %d\"},{\"op\":\"replace\",\"path\":\"active\",\"value\":%b}"
                  .formatted(random.nextInt(1_000_000), random.nextBoolean()));
      case "create" -> create(UUID.randomUUID().toString());
      case "groupadd" ->
          patch(
              "/Groups/" + groups.get(random.nextInt(groups.size())),
              "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}"
                  .formatted(any(random).id()));
      case "mix" -> of(mixed(random.nextInt(10)), random);
      default -> throw new IllegalArgumentException("there is no operation \"" + operation + "\"");
    };
  }

  byte[] create(String name) {
    return request("POST", "/Users", user(name));
  }

  /// The body of a request that creates a user.
  static String user(String name) {
    return USER.replace("@NAME@", name);
  }

  byte[] createGroup(String name) {
    return request(
        "POST",
        "/Groups",
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"%s\"}"
            .formatted(name));
  }

  private static String mixed(int tenth) {
    return tenth < 4
        ? "lookup"
        : List.of("read", "read", "patch", "patch", "create", "groupadd").get(tenth - 4);
  }

  private User any(RandomGenerator random) {
    return users.get(random.nextInt(users.size()));
  }

  private byte[] lookup(String userName) {
    var filter = "userName eq \"" + userName + "\"";
    return get(
        "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  byte[] delete(String path) {
    return request("DELETE", path, "");
  }

  byte[] get(String path) {
    return request("GET", path, "");
  }

  private byte[] patch(String path, String operations) {
    return request("PATCH", path, PATCH.replace("@OPERATIONS@", operations));
  }

  private byte[] request(String method, String path, String body) {
    var content = body.getBytes(StandardCharsets.UTF_8);
    var head =
        "%s %s%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nAccept: application/scim+json\r\n%s\r\n"
            .formatted(
                method,
                base.getPath(),
                path,
                base.getAuthority(),
                token,
                content.length == 0
                    ? ""
                    : "Content-Type: application/scim+json\r\nContent-Length: %d\r\n"
                        .formatted(content.length));
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  record User(String id, String userName) {}
}
