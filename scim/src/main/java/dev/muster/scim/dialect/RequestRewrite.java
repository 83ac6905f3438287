package dev.muster.scim.dialect;

import dev.muster.scim.dialect.Dialect.Rules;
import dev.muster.scim.dialect.DialectRequest.Kind;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The way of one request through the rules.
final class RequestRewrite {
  private final Rules all;
  private final Rules withoutSign;
  private final Set<DialectRule> fired;

  RequestRewrite(Rules all, Rules withoutSign, Set<DialectRule> fired) {
    this.all = all;
    this.withoutSign = withoutSign;
    this.fired = fired;
  }

  DialectRequest rewrite(DialectRequest request) {
    return switch (request.kind()) {
      case QUERY -> query(request);
      case CREATE, REPLACE -> {
        request
            .body()
            .ifPresent(body ->
                request
                    .schema()
                    .ifPresent(s -> new ResourceRewrite(withoutSign, fired).rewrite(body, s)));
        yield request;
      }
      case PATCH -> {
        request.body().ifPresent(body -> request.schema().ifPresent(s -> patch(body, s, request)));
        yield request;
      }
      case BULK -> {
        request.body().ifPresent(body -> bulk(body, request));
        yield request;
      }
      case OTHER -> request;
    };
  }

  private DialectRequest query(DialectRequest request) {
    var filters = new FilterRewrite(withoutSign.filters(), fired);
    request
        .body()
        .flatMap(body -> Members.findName(body, "filter"))
        .ifPresent(name -> {
          var body = request.body().orElseThrow();
          if (body.get(name) instanceof StringNode text) {
            body.put(name, filters.rewrite(text.stringValue(), request.schema()));
          }
        });
    return request.with(
        request.filter().map(text -> filters.rewrite(text, request.schema())), request.body());
  }

  private void patch(ObjectNode body, ResourceSchema schema, DialectRequest request) {
    var operations = Members.find(body, "Operations");
    if (operations.isPresent() && operations.get() instanceof ArrayNode list) {
      var rules = request.entraFlag() || showsEntra(list) ? all : withoutSign;
      new PatchRewrite(rules, fired, new PatchTarget.Resource(schema, request.id())).rewrite(list);
    }
  }

  private static boolean showsEntra(ArrayNode operations) {
    for (var operation : operations) {
      if (isTitleCase(operation.path("op")) || hasPathKey(operation.path("value"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTitleCase(JsonNode op) {
    return op instanceof StringNode text
        && !text.stringValue().isEmpty()
        && Character.isUpperCase(text.stringValue().charAt(0));
  }

  private static boolean hasPathKey(JsonNode value) {
    if (value instanceof ObjectNode members) {
      for (var member : members.properties()) {
        var key = member.getKey();
        if (key.indexOf('[') >= 0 || (key.indexOf('.') >= 0 && key.indexOf(':') < 0)) {
          return true;
        }
      }
    }
    return false;
  }

  private void bulk(ObjectNode body, DialectRequest request) {
    for (var operation : Members.find(body, "Operations").orElse(body)) {
      if (operation instanceof ObjectNode part) {
        bulk(part, Members.find(part, "data").orElse(MissingNode.getInstance()), request);
      }
    }
  }

  private void bulk(ObjectNode operation, JsonNode data, DialectRequest request) {
    var path = Members.find(operation, "path").map(node -> node.asString("")).orElse("");
    int slash = path.indexOf('/', 1);
    var id = slash < 0 ? Optional.<String>empty() : Optional.of(path.substring(slash + 1));
    var schema = request.schemas().findByEndpoint(slash < 0 ? path : path.substring(0, slash));
    if (data instanceof ObjectNode object && schema.isPresent()) {
      rewrite(request.part(kind(operation), schema.get(), id, object));
    }
  }

  private static Kind kind(ObjectNode operation) {
    var method = Members.find(operation, "method").map(node -> node.asString("")).orElse("");
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "POST" -> Kind.CREATE;
      case "PUT" -> Kind.REPLACE;
      case "PATCH" -> Kind.PATCH;
      default -> Kind.OTHER;
    };
  }
}
