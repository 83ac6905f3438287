package dev.muster.bench.hostile;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Uses one tenant's token on everything of another: its address, ids, names, filters, cursors,
/// members, managers and bulk ids. No answer may hold what only the other tenant knows, and the
/// other tenant has to be the same afterwards.
public final class IsolationRun {
  private static final String SECRET = "only-the-victim-knows";
  private static final int RESOURCES = 50;

  private final int port;
  private final String attackerToken;
  private final String victimToken;
  private final String attacker;
  private final String victim;
  private final List<String> users = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final List<String> own = new ArrayList<>();
  private final List<String> cursors = new ArrayList<>();

  /// @param attacker path of the endpoint whose token is used
  /// @param victim path of the endpoint that must not notice
  public IsolationRun(
      int port, String attacker, String attackerToken, String victim, String victimToken) {
    this.port = port;
    this.attacker = attacker;
    this.attackerToken = attackerToken;
    this.victim = victim;
    this.victimToken = victimToken;
  }

  /// Sends so many requests.
  ///
  /// @return how many findings there were
  public long run(long seed, long count) throws IOException {
    try (var client = new WireClient(port)) {
      fill(client);
      var before = all(client);
      long findings = 0;
      for (long number = seed; number < seed + count; number++) {
        findings += attack(client, new SplittableRandom(number)) ? 0 : 1;
      }
      var unchanged = before.equals(all(client));
      System.out.printf("| cross-tenant requests | %,d |%n", count);
      System.out.printf("| answers that leaked or acted | %,d |%n", findings);
      System.out.printf("| victim unchanged | %s |%n", unchanged);
      return findings + (unchanged ? 0 : 1);
    }
  }

  private void fill(WireClient client) throws IOException {
    for (int i = 0; i < RESOURCES; i++) {
      var user =
          "{\"userName\":\"victim-%d\",\"externalId\":\"x-%d\",\"displayName\":\"%s\",\"title\":\"%s\"}"
              .formatted(i, i, SECRET, SECRET);
      users.add(create(client, victim + "/Users", victimToken, user));
      var group =
          "{\"displayName\":\"victim-%d\",\"externalId\":\"%s\",\"members\":[{\"value\":\"%s\"}]}"
              .formatted(i, SECRET + i, users.getLast());
      groups.add(create(client, victim + "/Groups", victimToken, group));
      own.add(
          create(
              client,
              attacker + "/Users",
              attackerToken,
              "{\"userName\":\"attacker-%d\"}".formatted(i)));
      var page =
          client.send("GET", victim + "/Users?cursor&count=" + (i + 1), victimToken, new byte[0]);
      var cursor = ScimJson.parseObject(page.body()).path("nextCursor");
      if (cursor.isString()) {
        cursors.add(cursor.stringValue());
      }
    }
  }

  private String create(WireClient client, String target, String token, String body)
      throws IOException {
    var answer = client.send("POST", target, token, body.getBytes(StandardCharsets.UTF_8));
    return ScimJson.parseObject(answer.body()).path("id").asString();
  }

  private String all(WireClient client) throws IOException {
    var text = new StringBuilder();
    for (var id : users) {
      text.append(client.send("GET", victim + "/Users/" + id, victimToken, new byte[0]).body());
    }
    for (var id : groups) {
      text.append(client.send("GET", victim + "/Groups/" + id, victimToken, new byte[0]).body());
    }
    return text.toString();
  }

  /// One request; whether its answer is as it should be.
  private boolean attack(WireClient client, SplittableRandom random) throws IOException {
    boolean foreignAddress = random.nextInt(4) == 0;
    var base = foreignAddress ? victim : attacker;
    var request = request(random);
    var answer =
        client.send(request.method(), base + request.target(), attackerToken, request.body());
    boolean sound =
        !answer.body().contains(SECRET)
            && answer.status() < 500
            && (!foreignAddress || answer.status() == 401)
            && !(request.mustFail() && answer.status() < 300);
    if (!sound) {
      System.out.printf("FINDING %s %s%s → %s%n", request.method(), base, request.target(), answer);
    }
    return sound;
  }

  private Attack request(SplittableRandom random) {
    var user = users.get(random.nextInt(RESOURCES));
    var group = groups.get(random.nextInt(RESOURCES));
    var mine = own.get(random.nextInt(RESOURCES));
    var replace = patch("replace", "title", "\"taken\"");
    return switch (random.nextInt(14)) {
      case 0 -> new Attack("GET", "/Users/" + user, "", true);
      case 1 -> new Attack("GET", "/Groups/" + group, "", true);
      case 2 -> new Attack("PATCH", "/Users/" + user, replace, true);
      case 3 -> new Attack("PUT", "/Users/" + user, "{\"userName\":\"taken\"}", true);
      case 4 ->
          new Attack(
              "DELETE", (random.nextBoolean() ? "/Users/" + user : "/Groups/" + group), "", true);
      case 5 ->
          new Attack(
              "GET",
              "/Users?filter=" + encoded("userName sw \"victim\" or id eq \"" + user + "\""),
              "",
              false);
      case 6 ->
          new Attack(
              "GET", "/Groups?filter=" + encoded("members.value eq \"" + user + "\""), "", false);
      case 7 ->
          new Attack(
              "GET", "/Users?filter=" + encoded("groups.value eq \"" + group + "\""), "", false);
      case 8 ->
          new Attack(
              "POST",
              "/Groups",
              "{\"displayName\":\"g\",\"members\":[{\"value\":\"" + user + "\"}]}",
              true);
      case 9 ->
          new Attack(
              "PATCH",
              "/Groups/" + group,
              patch("add", "members", "[{\"value\":\"" + mine + "\"}]"),
              true);
      case 10 ->
          new Attack(
              "PATCH",
              "/Users/" + mine,
              patch(
                  "replace",
                  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
                  "{\"value\":\"" + user + "\"}"),
              false);
      case 11 -> new Attack("GET", "/Users?cursor=" + encoded(cursor(random)), "", true);
      case 12 ->
          new Attack(
              "POST",
              "/.search",
              "{\"filter\":\"displayName eq \\\"victim-1\\\" or userName eq \\\"victim-2\\\"\"}",
              false);
      default -> new Attack("POST", "/Bulk", bulk(user), false);
    };
  }

  private String cursor(SplittableRandom random) {
    return cursors.isEmpty() ? "none" : cursors.get(random.nextInt(cursors.size()));
  }

  private static String patch(String op, String path, String value) {
    return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}]}"
        .formatted(op, path, value);
  }

  private static String bulk(String user) {
    return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[{\"method\":\"DELETE\",\"path\":\"/Users/%s\"},{\"method\":\"POST\",\"path\":\"/Groups\",\"bulkId\":\"g\",\"data\":{\"displayName\":\"b\",\"members\":[{\"value\":\"%s\"}]}}]}"
        .formatted(user, user);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// @param target below the endpoint
  /// @param mustFail whether a success would be a finding
  private record Attack(String method, String target, String content, boolean mustFail) {
    byte[] body() {
      return content.getBytes(StandardCharsets.UTF_8);
    }
  }
}
