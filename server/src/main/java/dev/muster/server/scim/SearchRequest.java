package dev.muster.server.scim;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.provider.Query;
import dev.muster.scim.provider.Query.Paging;
import dev.muster.server.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a query asks for, in the URL (RFC 7644 §3.4.2) or in a body (§3.4.3).
record SearchRequest(Query query, List<String> attributes, List<String> excludedAttributes) {
  SearchRequest {
    attributes = List.copyOf(attributes);
    excludedAttributes = List.copyOf(excludedAttributes);
  }

  static SearchRequest ofUrl(Request request) {
    var startIndex = request.findQuery("startIndex").map(v -> whole("startIndex", v));
    // An empty one asks for the first page.
    var cursor = request.query().all("cursor").stream().findFirst();
    var count = request.findQuery("count").map(v -> count(() -> whole("count", v), cursor));
    return new SearchRequest(
        new Query(
            request.findQuery("filter"),
            request.findQuery("sortBy"),
            request.findQuery("sortOrder").map(SearchRequest::isDescending).orElse(false),
            paging(startIndex, cursor),
            count),
        names(request, "attributes"),
        names(request, "excludedAttributes"));
  }

  static SearchRequest ofBody(ObjectNode body) {
    var filter = find(body, "filter").map(node -> text("filter", node)).filter(f -> !f.isBlank());
    var startIndex = find(body, "startIndex").map(n -> whole("startIndex", n));
    var cursor = find(body, "cursor").map(node -> text("cursor", node));
    var count = find(body, "count").map(node -> count(() -> whole("count", node), cursor));
    return new SearchRequest(
        new Query(
            filter,
            find(body, "sortBy").map(node -> text("sortBy", node)).filter(s -> !s.isBlank()),
            find(body, "sortOrder").map(n -> isDescending(text("sortOrder", n))).orElse(false),
            paging(startIndex, cursor),
            count),
        names(body, "attributes"),
        names(body, "excludedAttributes"));
  }

  /// Attribute names in a query parameter, separated by commas.
  static List<String> names(Request request, String parameter) {
    var values = request.query().all(parameter);
    if (values.isEmpty()) {
      return List.of();
    }
    return values.stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static List<String> names(ObjectNode body, String member) {
    var names = new ArrayList<String>();
    find(body, member)
        .ifPresent(node -> {
          if (!node.isArray()) {
            throw ScimException.invalidValue(
                "%s: expected an array of attribute names, found %s".formatted(member, node));
          }
          node.forEach(name -> names.add(text(member, name)));
        });
    return names;
  }

  private static Optional<JsonNode> find(ObjectNode body, String member) {
    return Optional.ofNullable(body.get(member)).filter(node -> !node.isNull());
  }

  private static String text(String member, JsonNode node) {
    if (!node.isString()) {
      throw ScimException.invalidValue("%s: expected a string, found %s".formatted(member, node));
    }
    return node.stringValue();
  }

  private static long whole(String member, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw notWhole(member, node.toString());
    }
    return node.longValue();
  }

  private static long whole(String parameter, String value) {
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      throw notWhole(parameter, "\"" + value + "\"");
    }
  }

  private static ScimException notWhole(String name, String value) {
    return ScimException.invalidValue(
        "%s: %s is not a whole number; send one such as 100".formatted(name, value));
  }

  // Who sends both walks with the cursor and repeats the index out of habit.
  private static Paging paging(Optional<Long> startIndex, Optional<String> cursor) {
    return cursor
        .<Paging>map(Paging.Cursor::new)
        .or(() -> startIndex.map(Paging.Index::new))
        .orElseGet(Paging.Unsaid::new);
  }

  private static boolean isDescending(String sortOrder) {
    return switch (sortOrder.strip().toLowerCase(Locale.ROOT)) {
      case "ascending" -> false;
      case "descending" -> true;
      default ->
          throw ScimException.invalidValue(
              "sortOrder: \"%s\" is neither ascending nor descending".formatted(sortOrder));
    };
  }

  private static int count(LongSupplier whole, Optional<String> cursor) {
    try {
      return Math.clamp(whole.getAsLong(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    } catch (ScimException e) {
      throw cursor.isPresent() ? ScimException.invalidCount(e.detail()) : e;
    }
  }
}
