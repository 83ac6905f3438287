package dev.muster.provisioning.target;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimClientException;
import dev.muster.client.ScimQuery;
import dev.muster.provisioning.mapping.MatchingValue;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.target.TargetException.Kind;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A SCIM application as a target.
public final class ScimTarget implements Target {
  private static final String MEMBERS = "members";

  /// Most providers give 100 resources a page, whatever is asked for; those that give more save
  /// requests.
  private static final int PAGE = 100;

  private final ScimClient client;
  private final Discovery discovery;

  public ScimTarget(ScimClient client) {
    this.client = client;
    this.discovery = new Discovery(client);
  }

  /// Asked for once: an idle cycle sends nothing.
  @Override
  public Optional<Set<String>> extensions(ObjectMapping mapping) {
    return ask(() -> discovery.extensions(mapping.objectType()));
  }

  @Override
  public long count(ObjectMapping mapping) {
    return ask(() -> client.query(mapping.endpoint(), withoutMembers(mapping).page(1, 1)))
        .totalResults();
  }

  @Override
  public int pageSize() {
    return PAGE;
  }

  @Override
  public boolean readAll(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    return ask(() -> {
      try {
        client.walk(mapping.endpoint(), withoutMembers(mapping), PAGE, page);
        return true;
      } catch (ScimClientException e) {
        if (e.kind() == ScimClientException.Kind.NO_PAGING) {
          return false;
        }
        throw e;
      }
    });
  }

  @Override
  public boolean readMembers(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    return ask(() -> {
      try {
        client.walk(mapping.endpoint(), ScimQuery.all(), PAGE, page);
        return true;
      } catch (ScimClientException e) {
        if (e.kind() == ScimClientException.Kind.NO_PAGING) {
          return false;
        }
        throw e;
      }
    });
  }

  @Override
  public Optional<ObjectNode> read(ObjectMapping mapping, String id) {
    return ask(() -> client.find(mapping.endpoint(), id));
  }

  /// A provider that ignores the filter gives others, too: they are told apart by whoever asked.
  @Override
  public List<ObjectNode> find(ObjectMapping mapping, String attributePath, String value) {
    return matching(mapping, MatchingFilter.of(attributePath, value));
  }

  @Override
  public List<ObjectNode> find(ObjectMapping mapping, MatchingValue value) {
    return matching(mapping, MatchingFilter.of(value));
  }

  private List<ObjectNode> matching(ObjectMapping mapping, String filter) {
    var query = ScimQuery.matching(filter);
    return ask(() ->
            client.query(mapping.endpoint(), mapping.members() ? query.without(MEMBERS) : query))
        .resources();
  }

  @Override
  public String create(ObjectMapping mapping, ObjectNode body) {
    var created = ask(() -> client.create(mapping.endpoint(), withSchemas(mapping, body)));
    JsonNode id = created.path("id");
    if (!id.isString() || id.stringValue().isEmpty()) {
      throw new TargetException(
          Kind.UNKNOWN_OUTCOME,
          "InvalidResponse",
          "POST %s: the answer has no id".formatted(mapping.endpoint()));
    }
    return id.stringValue();
  }

  @Override
  public void update(ObjectMapping mapping, String id, ObjectNode patchOp) {
    ask(() -> {
      try {
        client.patch(mapping.endpoint(), id, patchOp);
      } catch (ScimClientException e) {
        var whole =
            e.scimType().equals("noTarget")
                ? WholeValues.rewrite(patchOp)
                : Optional.<ObjectNode>empty();
        client.patch(mapping.endpoint(), id, whole.orElseThrow(() -> e));
      }
      return id;
    });
  }

  @Override
  public void delete(ObjectMapping mapping, String id) {
    try {
      ask(() -> {
        client.delete(mapping.endpoint(), id);
        return id;
      });
    } catch (TargetException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public long requests() {
    return client.requests();
  }

  private static ScimQuery withoutMembers(ObjectMapping mapping) {
    return mapping.members() ? ScimQuery.all().without(MEMBERS) : ScimQuery.all();
  }

  /// The URNs of the core schema and of the extensions that the body has (RFC 7643 §3).
  private static ObjectNode withSchemas(ObjectMapping mapping, ObjectNode body) {
    var request = JsonNodeFactory.instance.objectNode();
    var schemas = request.putArray("schemas");
    SchemaRegistry.core()
        .findResourceType(mapping.objectType())
        .ifPresent(type -> schemas.add(type.base().id()));
    body.propertyNames().stream().filter(name -> name.startsWith("urn:")).forEach(schemas::add);
    return request.setAll(body);
  }

  private static <T> T ask(Supplier<T> request) {
    try {
      return request.get();
    } catch (ScimClientException e) {
      throw switch (e.kind()) {
        case UNREACHABLE -> unavailable("EndpointUnreachable", e);
        case UNAUTHORIZED -> unavailable("InvalidCredentials", e);
        case RATE_LIMITED -> unavailable("TooManyRequests", e);
        case SERVER_ERROR -> serverError(e);
        case NOT_SCIM, NO_PAGING -> unavailable("InvalidResponse", e);
        case UNKNOWN_OUTCOME ->
            new TargetException(Kind.UNKNOWN_OUTCOME, "ResponseLost", e.detail());
        case NOT_FOUND -> new TargetException(Kind.NOT_FOUND, "EntryNotFound", e.detail());
        case CONFLICT -> new TargetException(Kind.CONFLICT, "EntryConflict", e.detail());
        case REJECTED -> new TargetException(Kind.REJECTED, "InvalidAttributeValue", e.detail());
      };
    }
  }

  /// A 500 may be this one object's; a gateway's answer is everyone's.
  private static TargetException serverError(ScimClientException e) {
    return switch (e.status().orElse(0)) {
      case 502, 503, 504 -> unavailable("ServiceUnavailable", e);
      default -> new TargetException(Kind.REJECTED, "InternalServerError", e.detail());
    };
  }

  private static TargetException unavailable(String errorCode, ScimClientException e) {
    return new TargetException(Kind.UNAVAILABLE, errorCode, e.detail());
  }
}
