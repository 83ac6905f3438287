package dev.muster.scim.bulk;

import dev.muster.scim.bulk.BulkOperation.Method;
import dev.muster.scim.message.ScimException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of a bulk request (RFC 7644 §3.7).
///
/// @param failOnErrors after how many errors to stop; empty: never
public record BulkRequest(List<Entry> entries, OptionalInt failOnErrors) {
  /// URN of the message.
  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

  /// How many operations one request has at most.
  public static final int MAX_OPERATIONS = 1_000;

  /// How large a request's body is at most, in bytes.
  public static final int MAX_PAYLOAD_SIZE = 4 * 1024 * 1024;

  public BulkRequest {
    entries = List.copyOf(entries);
  }

  /// An operation as it was sent: sound, or in error by itself. Its method is as written, for the
  /// response.
  public sealed interface Entry {
    String method();

    Optional<String> bulkId();

    record Sound(BulkOperation operation) implements Entry {
      @Override
      public String method() {
        return operation.method().name();
      }

      @Override
      public Optional<String> bulkId() {
        return operation.bulkId();
      }
    }

    record Faulty(String method, Optional<String> bulkId, ScimException problem) implements Entry {}
  }

  /// Reads a request body. Throws `invalidSyntax` for one of another shape, `invalidValue` for a
  /// bulkId that two operations have, 413 naming the limit for too many operations.
  public static BulkRequest parse(ObjectNode body) {
    requireSchema(body.path("schemas"));
    var operations = body.path("Operations");
    if (!operations.isArray()) {
      throw ScimException.invalidSyntax("Bulk: \"Operations\" is not an array of operations");
    }
    if (operations.size() > MAX_OPERATIONS) {
      throw ScimException.status(
          413,
          "Bulk: %d operations exceed maxOperations (%d); send several requests"
              .formatted(operations.size(), MAX_OPERATIONS));
    }
    var entries = new ArrayList<Entry>();
    operations.forEach(operation -> entries.add(entry(operation)));
    requireDistinct(entries);
    return new BulkRequest(entries, failOnErrors(body.path("failOnErrors")));
  }

  /// Refuses a body that is too large. Throws 413 naming the limit.
  public static void requireSize(int bytes) {
    if (bytes > MAX_PAYLOAD_SIZE) {
      throw ScimException.status(
          413,
          "Bulk: %d bytes exceed maxPayloadSize (%d); send several requests"
              .formatted(bytes, MAX_PAYLOAD_SIZE));
    }
  }

  private static void requireSchema(JsonNode schemas) {
    for (var urn : schemas) {
      if (urn.isString() && urn.stringValue().equalsIgnoreCase(SCHEMA)) {
        return;
      }
    }
    throw ScimException.invalidSyntax("Bulk: \"schemas\" does not name \"%s\"".formatted(SCHEMA));
  }

  private static OptionalInt failOnErrors(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return OptionalInt.empty();
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
      throw ScimException.invalidValue(
          "Bulk: failOnErrors is %s, expected a whole number such as 1".formatted(node));
    }
    return node.intValue() == 0 ? OptionalInt.empty() : OptionalInt.of(node.intValue());
  }

  private static void requireDistinct(List<Entry> entries) {
    var seen = new HashSet<String>();
    for (var entry : entries) {
      if (entry.bulkId().isPresent() && !seen.add(entry.bulkId().get())) {
        throw ScimException.invalidValue(
            "Bulk: two operations have the bulkId \"%s\"".formatted(entry.bulkId().get()));
      }
    }
  }

  private static Entry entry(JsonNode json) {
    var method = json.path("method").asString("");
    var bulkId = text(json, "bulkId");
    try {
      return new Entry.Sound(operation(json, method, bulkId));
    } catch (ScimException e) {
      return new Entry.Faulty(method, bulkId, e);
    }
  }

  private static BulkOperation operation(JsonNode json, String word, Optional<String> bulkId) {
    var method =
        Arrays.stream(Method.values())
            .filter(known -> known.name().equals(word.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() ->
                ScimException.invalidSyntax(
                    "Bulk: method \"%s\" is none of POST, PUT, PATCH, DELETE".formatted(word)));
    var path =
        text(json, "path")
            .orElseThrow(() ->
                ScimException.invalidSyntax("Bulk: an operation has no path, such as \"/Users\""));
    if (method == Method.POST && bulkId.isEmpty()) {
      throw ScimException.invalidSyntax("Bulk: a POST has no bulkId (RFC 7644 §3.7)");
    }
    var data = json.optional("data").filter(JsonNode::isObject);
    if (method != Method.DELETE && data.isEmpty()) {
      throw ScimException.invalidSyntax("Bulk: a %s has no object \"data\"".formatted(method));
    }
    return new BulkOperation(method, path, bulkId, text(json, "version"), data);
  }

  private static Optional<String> text(JsonNode json, String member) {
    return json.optional(member)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(text -> !text.isEmpty());
  }
}
