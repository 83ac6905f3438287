package dev.muster.server.scim;

import dev.muster.scim.bulk.BulkOperation;
import dev.muster.scim.bulk.BulkOperation.Method;
import dev.muster.scim.bulk.BulkReferences;
import dev.muster.scim.bulk.BulkRequest;
import dev.muster.scim.bulk.BulkRequest.Entry;
import dev.muster.scim.message.ScimException;
import dev.muster.server.http.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Performs the operations of one bulk request in their order; one that refers to a resource which
/// a later operation makes lets that one go first (RFC 7644 §3.7).
///
/// In a circle of references the first resource is made without those values that refer to what is
/// still to come, and gets them, by a PUT, when all are there.
final class BulkRun {
  private final List<Entry> entries;
  private final BulkRequest request;
  private final Function<BulkOperation, Response> perform;
  private final Map<String, Integer> makers = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final TreeMap<Integer, BulkResult> results = new TreeMap<>();
  private final Set<Integer> underWay = new HashSet<>();
  private final Map<Integer, BulkResult> incomplete = new LinkedHashMap<>();

  /// @param perform answers an operation whose references are resolved; errors are answers too
  BulkRun(BulkRequest request, Function<BulkOperation, Response> perform) {
    this.request = request;
    this.entries = request.entries();
    this.perform = perform;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof Entry.Sound(var operation)
          && operation.method() == Method.POST) {
        makers.put(operation.bulkId().orElseThrow(), i);
      }
    }
  }

  /// The `Operations` of the response: one for each operation that was performed or tried.
  List<ObjectNode> operations() {
    int most = request.failOnErrors().orElse(Integer.MAX_VALUE);
    for (int i = 0; i < entries.size() && errors() < most; i++) {
      perform(i);
      complete();
    }
    var operations = new ArrayList<ObjectNode>();
    results.forEach((index, result) -> operations.add(result.toJson(entries.get(index))));
    return operations;
  }

  private long errors() {
    return results.values().stream().filter(result -> !result.succeeded()).count();
  }

  private void perform(int index) {
    if (results.containsKey(index)) {
      return;
    }
    switch (entries.get(index)) {
      case Entry.Faulty(var method, var bulkId, var problem) ->
          results.put(index, BulkResult.of(problem));
      case Entry.Sound(var operation) -> {
        underWay.add(index);
        results.put(index, perform(index, operation));
        underWay.remove(index);
      }
    }
  }

  private BulkResult perform(int index, BulkOperation operation) {
    for (var reference : BulkReferences.of(operation)) {
      var maker = makers.get(reference);
      if (maker == null) {
        return BulkResult.of(
            ScimException.invalidValue(
                "Bulk: no POST of the request has the bulkId \"%s\"".formatted(reference)));
      }
      if (underWay.contains(maker)) {
        continue;
      }
      perform(maker);
      if (!ids.containsKey(reference)) {
        return failedReference(reference);
      }
    }
    var resolved = BulkReferences.resolve(operation, ids);
    var circular = !BulkReferences.of(resolved).isEmpty();
    var result =
        BulkResult.of(
            perform.apply(circular ? BulkReferences.withoutUnresolved(resolved) : resolved));
    if (operation.method() == Method.POST && result.succeeded()) {
      ids.put(operation.bulkId().orElseThrow(), result.id());
      if (circular) {
        incomplete.put(index, result);
      }
    }
    return result;
  }

  /// Gives resources of circles the values that they were made without.
  private void complete() {
    incomplete.forEach((index, made) -> results.put(index, completed(index, made)));
    incomplete.clear();
  }

  private BulkResult completed(int index, BulkResult made) {
    var operation = ((Entry.Sound) entries.get(index)).operation();
    var resolved = BulkReferences.resolve(operation, ids);
    var address = operation.path() + "/" + made.id();
    if (BulkReferences.of(resolved).isEmpty()) {
      var put = BulkResult.of(perform.apply(with(resolved, Method.PUT, address)));
      if (put.succeeded()) {
        return made.at(put.version());
      }
    }
    var deleted = BulkResult.of(perform.apply(with(resolved, Method.DELETE, address)));
    return BulkResult.of(
        ScimException.status(
            409,
            "Bulk: the circular references of \"%s\" could not be resolved%s"
                .formatted(
                    operation.bulkId().orElse(""),
                    deleted.succeeded() ? "" : "; what was made of it is at " + address)));
  }

  private static BulkOperation with(BulkOperation operation, Method method, String path) {
    return new BulkOperation(
        method, path, operation.bulkId(), operation.version(), operation.data());
  }

  private static BulkResult failedReference(String bulkId) {
    return BulkResult.of(
        ScimException.status(
            409, "Bulk: the operation with the bulkId \"%s\" failed".formatted(bulkId)));
  }
}
