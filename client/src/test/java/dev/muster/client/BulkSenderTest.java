package dev.muster.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.ScimClientException.Kind;
import dev.muster.client.exchange.Answer;
import dev.muster.client.exchange.Body;
import dev.muster.client.exchange.Outgoing;
import dev.muster.client.exchange.Transport;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class BulkSenderTest {
  private final Provider provider = new Provider();
  private final ScimClient client =
      new ScimClient(
          ScimConnection.of("http://app.example/scim", "t").withRequestsPerSecond(Optional.empty()),
          provider,
          new TestTime(),
          () -> new Random(1));
  private final BulkSender sender = new BulkSender(client, 10, 1 << 20);

  /// Answers bulk requests; the first request of all waits until the others have gathered.
  private static final class Provider implements Transport {
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gathered = new CountDownLatch(1);
    private volatile boolean losesBulk;
    private volatile boolean refusesBulk;
    private volatile Set<String> taken = Set.of();

    @Override
    public Answer send(Outgoing request) throws IOException, InterruptedException {
      var first = requests.isEmpty();
      requests.add(request.name());
      if (first) {
        gathered.await();
      }
      if (!request.uri().getPath().endsWith("/Bulk")) {
        return Answer.of(201, Map.of(), "{\"id\": \"single\"}");
      }
      if (losesBulk) {
        throw new IOException("cut");
      }
      return refusesBulk
          ? Answer.of(501, Map.of(), "{}")
          : Answer.of(200, Map.of(), ScimJson.write(results(request)));
    }

    private ObjectNode results(Outgoing request) {
      var response = ScimJson.object();
      var results = response.putArray("Operations");
      if (request.body() instanceof Body.Json(var body)) {
        for (var operation : body.path("Operations")) {
          var name = operation.path("data").path("userName").asString();
          var result = results.addObject().put("bulkId", operation.path("bulkId").asString());
          if (taken.contains(name)) {
            result.put("status", "409").putObject("response").put("scimType", "uniqueness");
          } else {
            result.put("status", "201").put("location", "http://app.example/scim/Users/" + name);
          }
        }
      }
      return response;
    }

    @Override
    public void close() {}
  }

  /// Creates users at the same time: all but the first gather while that is under way.
  private List<String> create(int count) throws InterruptedException {
    var results = new ConcurrentSkipListMap<Integer, String>();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < count; i++) {
      var number = i;
      threads.add(Thread.ofPlatform().start(() -> results.put(number, create("u" + number))));
    }
    for (var thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    provider.gathered.countDown();
    for (var thread : threads) {
      thread.join();
    }
    return List.copyOf(results.values());
  }

  /// The id that a user gets, or what went wrong.
  private String create(String name) {
    try {
      return sender.create("/Users", ScimJson.object().put("userName", name));
    } catch (ScimClientException e) {
      return e.kind().name();
    }
  }

  private long bulkRequests() {
    return provider.requests.stream().filter(request -> request.endsWith("/Bulk")).count();
  }

  @Test
  void whatComesWhileARequestIsUnderWayGoesTogether() throws Exception {
    var created = create(21);

    assertThat(created)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("u") || id.equals("single"));
    // One alone, then twenty by ten.
    assertThat(provider.requests).hasSize(3);
    assertThat(bulkRequests()).isEqualTo(2);
  }

  @Test
  void eachOperationHasItsOwnOutcome() throws Exception {
    provider.taken = Set.of("u1", "u2", "u3", "u4");

    var created = create(11);

    assertThat(created).filteredOn(Kind.CONFLICT.name()::equals).hasSizeBetween(3, 4);
    assertThat(created).hasSize(11);
  }

  @Test
  void lostAnswerLeavesTheOutcomeOfEachCreateOpen() throws Exception {
    provider.losesBulk = true;

    var created = create(11);

    assertThat(created).filteredOn(Kind.UNKNOWN_OUTCOME.name()::equals).hasSize(10);
    assertThat(bulkRequests()).as("never sent twice").isEqualTo(1);
  }

  @Test
  void sendsSingleRequestsToAProviderThatTakesNoBulk() throws Exception {
    provider.refusesBulk = true;

    var created = create(21);

    assertThat(created).hasSize(21).allMatch("single"::equals);
    assertThat(bulkRequests()).isEqualTo(1);
  }
}
