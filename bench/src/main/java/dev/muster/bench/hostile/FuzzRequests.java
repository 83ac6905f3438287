package dev.muster.bench.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// The requests of a fuzzing run. Each follows from its number alone.
final class FuzzRequests {
  private static final List<String> USERS =
      List.of(
          """
          {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"fuzz-NUMBER","active":"True",\
          "name":{"givenName":"F","familyName":"Uzz"},"emails":[{"value":"f@example.com","type":"work","primary":true}],\
          "x509Certificates":[{"value":"AAAA"}],"password":"secret",\
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","manager":{"value":"1"}}}\
          """,
          """
          {"userName":"fuzz-NUMBER","phoneNumbers":[{"value":"1"},{"value":"2","type":"fax"}],"roles":["a"]}\
          """);

  private static final List<String> GROUPS =
      List.of(
          """
          {"displayName":"fuzz-NUMBER","members":[{"value":"1","type":"User"}]}\
          """);

  private static final List<String> PATCHES =
      List.of(
          """
          {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\
          {"op":"Add","path":"emails[type eq \\"work\\"].value","value":"NUMBER@example.com"},\
          {"op":"replace","value":{"title":"t","name.givenName":"g","active":"False"}},\
          {"op":"remove","path":"phoneNumbers[value eq \\"1\\" and not (type pr)]"}]}\
          """,
          """
          {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\
          {"op":"add","path":"members","value":[{"value":"NUMBER"}]},{"op":"remove","path":"members[value eq \\"1\\"]"},\
          {"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"NUMBER"}]}\
          """);

  private static final List<String> SEARCHES =
      List.of(
          """
          {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName sw \\"fuzz-1\\"",\
          "startIndex":1,"count":3,"attributes":["userName","name.givenName"],"sortBy":"userName","sortOrder":"descending"}\
          """);

  private static final List<String> BULKS =
      List.of(
          """
          {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":1,"Operations":[\
          {"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"bulk-NUMBER"}},\
          {"method":"POST","path":"/Groups","bulkId":"b","data":{"displayName":"b","members":[{"value":"bulkId:a"}]}},\
          {"method":"DELETE","path":"/Users/bulkId:a"}]}\
          """);

  private static final List<String> FILTERS =
      List.of(
          "userName eq \"fuzz-NUMBER\"",
          "emails[type eq \"work\" and value co \"example\"] or not (title pr)",
          "meta.lastModified gt \"2026-01-01T00:00:00Z\" and active eq true",
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department sw \"D\"");

  private final String base;

  /// @param base path of the tenant's endpoint
  FuzzRequests(String base) {
    this.base = base;
  }

  /// @param target percent-encoded, of characters that a request line may hold
  @SuppressWarnings("ArrayRecordComponent")
  record Request(String method, String target, byte[] body) {}

  /// @param id of a user, for what is to be changed
  Request number(long number, String id) {
    var random = new SplittableRandom(number);
    var mutator = new Mutator(random);
    return switch (random.nextInt(10)) {
      case 0, 1 -> mutated("POST", "/Users", USERS, number, random, mutator);
      case 2 -> mutated("PUT", "/Users/" + id, USERS, number, random, mutator);
      case 3 -> mutated("POST", "/Groups", GROUPS, number, random, mutator);
      case 4, 5 -> mutated("PATCH", "/Users/" + id, PATCHES, number, random, mutator);
      case 6 -> mutated("POST", "/Users/.search", SEARCHES, number, random, mutator);
      case 7 -> mutated("POST", "/Bulk", BULKS, number, random, mutator);
      case 8 -> query(mutator.mutate(sample(FILTERS, number, random)));
      default -> new Request("GET", base + "/" + encoded(mutator.mutate(path(id))), new byte[0]);
    };
  }

  private Request mutated(
      String method,
      String path,
      List<String> samples,
      long number,
      SplittableRandom random,
      Mutator mutator) {
    return new Request(method, base + path, mutator.mutate(sample(samples, number, random)));
  }

  private Request query(byte[] filter) {
    return new Request("GET", base + "/Users?count=2&filter=" + encoded(filter), new byte[0]);
  }

  private static byte[] path(String id) {
    return ("Users/" + id + "?attributes=name.givenName,emails").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sample(List<String> samples, long number, SplittableRandom random) {
    return samples
        .get(random.nextInt(samples.size()))
        .replace("NUMBER", Long.toString(number))
        .getBytes(StandardCharsets.UTF_8);
  }

  // A request line is at most 32 KiB.
  private static String encoded(byte[] text) {
    var encoded =
        URLEncoder.encode(
            new String(text, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    return encoded.length() > 30_000 ? encoded.substring(0, 30_000) : encoded;
  }
}
