package dev.muster.server.demo;

import dev.muster.client.ListPage;
import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.client.ScimQuery;
import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.node.ObjectNode;

/// The requests that identity providers send most, in about their shares: matching by filter,
/// reads, PATCHes of users and of groups' members, pages, accounts that come and go.
final class Traffic {
  private static final int SENDERS = 8;
  private static final int PAGE = 100;
  private static final String USERS = "/Users";
  private static final String GROUPS = "/Groups";

  private final ScimConnection connection;

  Traffic(ScimConnection connection) {
    this.connection = connection;
  }

  /// Sends so many rounds of requests and waits for their answers. Throws what the first failed
  /// request threw.
  void run(int rounds) throws InterruptedException {
    try (var client = new ScimClient(connection);
        var senders = Executors.newFixedThreadPool(SENDERS, Thread.ofVirtual().factory())) {
      var users = client.query(USERS, ScimQuery.all().page(1, PAGE));
      var groups = client.query(GROUPS, ScimQuery.all().without("members").page(1, PAGE));
      var sent = new ArrayList<Future<ListPage>>(rounds);
      for (var round = 0; round < rounds; round++) {
        var user = users.resources().get(round % users.resources().size());
        var group = groups.resources().get(round % groups.resources().size());
        var full = round % 20 == 0;
        sent.add(senders.submit(() -> send(client, user, group, full)));
      }
      for (var answer : sent) {
        require(answer);
      }
    }
  }

  private static void require(Future<ListPage> answer) throws InterruptedException {
    try {
      answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request of the warm-up failed: " + e.getCause(), e);
    }
  }

  private static ListPage send(ScimClient client, ObjectNode user, ObjectNode group, boolean full) {
    var id = user.path("id").asString();
    var found =
        client.query(
            USERS,
            ScimQuery.matching("userName eq \"%s\"".formatted(user.path("userName").asString())));
    client.get(USERS + "/" + id);
    client.patch(
        USERS,
        id,
        patch(
            ScimJson.object()
                .put("op", "Replace")
                .put("path", "displayName")
                .put("value", user.path("displayName").asString() + " " + full)));
    var member = ScimJson.object().put("op", full ? "Remove" : "Add").put("path", "members");
    member.putArray("value").addObject().put("value", id);
    client.patch(GROUPS, group.path("id").asString(), patch(member));
    return full ? comeAndGo(client) : found;
  }

  private static ListPage comeAndGo(ScimClient client) {
    var name = UUID.randomUUID().toString();
    var user = ScimJson.object().put("userName", name).put("active", true).put("displayName", name);
    user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    user.putArray("emails").addObject().put("value", name + "@example.com").put("type", "work");
    var id = client.create(USERS, user).path("id").asString();
    client.delete(USERS, id);
    return client.query(USERS, ScimQuery.all().page(1, PAGE));
  }

  private static ObjectNode patch(ObjectNode operation) {
    var body = ScimJson.object();
    body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
    body.putArray("Operations").add(operation);
    return body;
  }
}
