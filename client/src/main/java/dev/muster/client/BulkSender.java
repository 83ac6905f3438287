package dev.muster.client;

import dev.muster.client.ScimClientException.Kind;
import dev.muster.client.exchange.Answer;
import dev.muster.scim.message.ScimJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends operations that many threads want done at the same time as few bulk requests: what comes
/// while one is under way goes with the next. Each caller gets what became of its own operation, as
/// if it had been a request of its own.
///
/// An operation that may have been performed is repeated only if that does no harm; when a bulk
/// request's answer is lost, each create in it is an `UNKNOWN_OUTCOME`. A provider that refuses
/// bulk requests as such is sent single requests from then on.
public final class BulkSender {
  private final ScimClient client;
  private final int mostOperations;
  private final int mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean sending;
  private volatile boolean refused;

  /// @param mostOperations how many operations one request has at most
  /// @param mostBytes how large its body is at most
  public BulkSender(ScimClient client, int mostOperations, int mostBytes) {
    this.client = client;
    this.mostOperations = mostOperations;
    this.mostBytes = mostBytes;
  }

  /// An operation that somebody waits for.
  private static final class Waiting {
    private final BulkOperation operation;
    private final int size;
    private volatile Optional<Result> result = Optional.empty();

    Waiting(BulkOperation operation) {
      this.operation = operation;
      this.size = operation.size();
    }
  }

  /// What became of an operation.
  private sealed interface Result {
    record Done(Answer answer) implements Result {}

    record Failed(ScimClientException failure) implements Result {}
  }

  /// Creates a resource and gives its id.
  public String create(String endpoint, ObjectNode body) {
    var answer = send(new BulkOperation("POST", endpoint, Optional.of(body)));
    var id = answer.header("Location").map(BulkSender::lastSegment).orElse("");
    if (id.isEmpty()) {
      throw new ScimClientException(
          Kind.UNKNOWN_OUTCOME,
          answer.status(),
          "POST %s in bulk: the answer does not say where it is".formatted(endpoint));
    }
    return id;
  }

  /// Modifies a resource. The operations have to be such that repeating them does no harm.
  public void patch(String endpoint, String id, ObjectNode patchOp) {
    send(new BulkOperation("PATCH", ScimClient.path(endpoint, id), Optional.of(patchOp)));
  }

  /// Deletes a resource.
  public void delete(String endpoint, String id) {
    send(new BulkOperation("DELETE", ScimClient.path(endpoint, id), Optional.empty()));
  }

  private Answer send(BulkOperation operation) {
    if (refused) {
      return client.single(operation);
    }
    var mine = new Waiting(operation);
    put(mine);
    while (true) {
      var batch = nextBatch(mine);
      if (batch.isEmpty()) {
        return answer(mine);
      }
      try {
        perform(batch);
      } finally {
        sent();
      }
    }
  }

  private static Answer answer(Waiting mine) {
    return switch (mine.result.orElseThrow()) {
      case Result.Done(var answer) -> answer;
      case Result.Failed(var failure) -> throw failure;
    };
  }

  private void put(Waiting mine) {
    lock.lock();
    try {
      waiting.add(mine);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until this thread has to send, and gives what; nothing if somebody else's request has
  /// taken its operation along.
  private List<Waiting> nextBatch(Waiting mine) {
    lock.lock();
    try {
      while (sending && mine.result.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      if (mine.result.isPresent()) {
        return List.of();
      }
      sending = true;
      var batch = new ArrayList<Waiting>();
      var bytes = 0L;
      while (!waiting.isEmpty() && batch.size() < mostOperations) {
        bytes += waiting.getFirst().size;
        if (!batch.isEmpty() && bytes > mostBytes) {
          break;
        }
        batch.add(waiting.removeFirst());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void sent() {
    lock.lock();
    try {
      sending = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Gives each of some operations its result.
  private void perform(List<Waiting> batch) {
    if (batch.size() == 1 || refused) {
      batch.forEach(this::alone);
      return;
    }
    try {
      settle(batch, client.bulk(request(batch)));
    } catch (ScimClientException e) {
      failed(batch, e);
    }
  }

  private static ObjectNode request(List<Waiting> batch) {
    var request = ScimJson.object();
    request.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:BulkRequest");
    var operations = request.putArray("Operations");
    for (var i = 0; i < batch.size(); i++) {
      operations.add(batch.get(i).operation.toJson("op" + i));
    }
    return request;
  }

  /// Results have the bulkId of their operation; where a provider leaves it out, its place.
  private void settle(List<Waiting> batch, ObjectNode response) {
    var results = response.path("Operations");
    var byId = new HashMap<String, JsonNode>();
    results.forEach(result -> byId.put(result.path("bulkId").asString(""), result));
    for (var i = 0; i < batch.size(); i++) {
      var place = results.size() == batch.size() ? results.path(i) : MissingNode.getInstance();
      settle(batch.get(i), byId.getOrDefault("op" + i, place));
    }
  }

  private void settle(Waiting one, JsonNode result) {
    var operation = one.operation;
    var status = result.path("status").asInt(result.path("status").path("code").asInt(0));
    if (status == 0) {
      unknown(
          one,
          new ScimClientException(
              Kind.UNKNOWN_OUTCOME, 0, operation.name() + " in bulk: the answer leaves it out"));
    } else if (status / 100 == 2) {
      var location = Map.of("Location", result.path("location").asString(""));
      one.result = Optional.of(new Result.Done(Answer.of(status, location, "")));
    } else if (status == 429 || status / 100 == 5) {
      // Not for good: as a request of its own it is repeated as it may be.
      unknownUnlessTurnedAway(one, status, result);
    } else {
      one.result = Optional.of(new Result.Failed(refusal(operation, status, result)));
    }
  }

  private void unknownUnlessTurnedAway(Waiting one, int status, JsonNode result) {
    if (status == 429 || status == 503) {
      alone(one);
    } else {
      unknown(one, refusal(one.operation, status, result));
    }
  }

  private static ScimClientException refusal(BulkOperation operation, int status, JsonNode result) {
    return Refusals.refusal(
        operation.name() + " in bulk",
        Answer.of(status, Map.of(), ScimJson.write(result.path("response"))),
        operation.repeatable());
  }

  /// The request as a whole failed.
  private void failed(List<Waiting> batch, ScimClientException e) {
    switch (e.kind()) {
      case UNREACHABLE, UNAUTHORIZED, RATE_LIMITED ->
          batch.forEach(one -> one.result = Optional.of(new Result.Failed(e)));
      case UNKNOWN_OUTCOME, LATE, SERVER_ERROR, NOT_SCIM, NO_PAGING ->
          batch.forEach(one -> unknown(one, e));
      case REJECTED, CONFLICT, CHANGED, NOT_FOUND -> rejected(batch, e);
    }
  }

  /// Too large a request is halved (413); for others, bulk requests are not taken at all.
  private void rejected(List<Waiting> batch, ScimClientException e) {
    if (e.status().orElse(0) == 413) {
      var half = batch.size() / 2;
      perform(batch.subList(0, half));
      perform(batch.subList(half, batch.size()));
    } else {
      refused = true;
      batch.forEach(this::alone);
    }
  }

  private void unknown(Waiting one, ScimClientException e) {
    if (one.operation.repeatable()) {
      alone(one);
    } else {
      var kind = e.kind() == Kind.LATE ? Kind.LATE : Kind.UNKNOWN_OUTCOME;
      one.result =
          Optional.of(
              new Result.Failed(new ScimClientException(kind, e.status().orElse(0), e.detail())));
    }
  }

  private void alone(Waiting one) {
    try {
      one.result = Optional.of(new Result.Done(client.single(one.operation)));
    } catch (ScimClientException e) {
      one.result = Optional.of(new Result.Failed(e));
    }
  }

  private static String lastSegment(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }
}
