package dev.muster.server.scim;

import dev.muster.scim.dialect.DialectOutcome;
import dev.muster.scim.dialect.DialectRequest;
import dev.muster.scim.dialect.DialectRequest.Kind;
import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.server.http.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Puts a request into RFC form, by the rules that its tenant has on.
final class DialectStep {
  private static final String ENTRA_FLAG = "aadOptscim062020";

  private final Consumer<Set<DialectRule>> fired;

  /// @param fired is told which rules had something to put right
  DialectStep(Consumer<Set<DialectRule>> fired) {
    this.fired = fired;
  }

  /// The call as operations see it. Throws `invalidSyntax` when its body is no JSON object.
  ScimCall rewrite(ScimCall call) {
    var request = request(call);
    if (request.kind() == Kind.OTHER) {
      return call;
    }
    var outcome = call.identity().tenant().dialect().apply(request);
    fired.accept(outcome.firedRules());
    return call.rewritten(
        outcome.firedRules(), http(call, request, outcome), outcome.request().body());
  }

  private static Request http(ScimCall call, DialectRequest before, DialectOutcome outcome) {
    var filter = outcome.request().filter();
    return filter.equals(before.filter())
        ? call.http()
        : call.http().withQuery("filter", filter.orElse(""));
  }

  /// Whether the query has `aadOptscim062020`, as the tenant URL in Entra may have it.
  static boolean hasEntraFlag(Request http) {
    return !http.query().all(ENTRA_FLAG).isEmpty();
  }

  private static DialectRequest request(ScimCall call) {
    var http = call.http();
    var schema = schema(call);
    var kind = kind(http, schema);
    return new DialectRequest(
        kind,
        call.schemas(),
        schema,
        isMe(http) ? call.identity().userId() : http.findParameter("id"),
        hasEntraFlag(http),
        kind == Kind.QUERY ? http.findQuery("filter") : Optional.empty(),
        kind == Kind.OTHER ? Optional.empty() : body(http));
  }

  // Who is "Me" is a user.
  private static Optional<ResourceSchema> schema(ScimCall call) {
    return isMe(call.http())
        ? call.schemas().findResourceType("User")
        : call.http()
            .findParameter("endpoint")
            .flatMap(endpoint -> call.schemas().findByEndpoint("/" + endpoint));
  }

  private static boolean isMe(Request http) {
    return http.segments().getLast().equalsIgnoreCase("Me") && !http.method().equals("POST");
  }

  private static Kind kind(Request http, Optional<ResourceSchema> schema) {
    var last = http.segments().getLast().toLowerCase(Locale.ROOT);
    if (last.equals(".search") && http.method().equals("POST")) {
      return Kind.QUERY;
    }
    if (last.equals("bulk") && http.method().equals("POST")) {
      return Kind.BULK;
    }
    return switch (http.method()) {
      case "GET", "HEAD" -> http.findQuery("filter").isPresent() ? Kind.QUERY : Kind.OTHER;
      case "POST" -> schema.isPresent() ? Kind.CREATE : Kind.OTHER;
      case "PUT" -> schema.isPresent() ? Kind.REPLACE : Kind.OTHER;
      case "PATCH" -> schema.isPresent() ? Kind.PATCH : Kind.OTHER;
      default -> Kind.OTHER;
    };
  }

  private static Optional<ObjectNode> body(Request http) {
    return switch (http.method()) {
      case "POST", "PUT", "PATCH" -> Optional.of(ScimJson.parseObject(http.body().bytes()));
      default -> Optional.empty();
    };
  }
}
