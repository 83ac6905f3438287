package dev.muster.provisioning.target;

import dev.muster.client.BulkSender;
import dev.muster.client.ScimClient;
import dev.muster.client.ScimClientException;
import dev.muster.client.ScimQuery;
import dev.muster.provisioning.mapping.MatchingValue;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.target.TargetException.Kind;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.ArrayList;
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

  private final ScimClient client;
  private final CapabilityOverrides overrides;
  private final SchemaRegistry schemas;
  private final Discovery discovery;
  private volatile Optional<BulkSender> bulk = Optional.empty();

  public ScimTarget(ScimClient client) {
    this(client, CapabilityOverrides.NONE, SchemaRegistry.core());
  }

  /// @param overrides what is known better than the application says
  /// @param schemas what the application is known to define
  public ScimTarget(ScimClient client, CapabilityOverrides overrides, SchemaRegistry schemas) {
    this.client = client;
    this.overrides = overrides;
    this.schemas = schemas;
    this.discovery = new Discovery(client);
  }

  /// What the application can do; asked for once.
  public Capabilities capabilities() {
    return ask(() -> overrides.over(discovery.capabilities()));
  }

  @Override
  public boolean filters() {
    return capabilities().filter();
  }

  /// A bulk request holds what is waiting: it is worth while to have many wait.
  @Override
  public int atOnce(int asked) {
    return capabilities()
        .bulk()
        .map(limits -> Math.max(asked, limits.maxOperations()))
        .orElse(asked);
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
    return capabilities().pageSize();
  }

  @Override
  public boolean readAll(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    return walk(mapping, withoutMembers(mapping), page);
  }

  @Override
  public boolean readMembers(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    return walk(mapping, ScimQuery.all(), page);
  }

  private boolean walk(ObjectMapping mapping, ScimQuery query, Consumer<List<ObjectNode>> page) {
    var can = capabilities();
    return ask(() -> {
      try {
        if (can.cursor()) {
          client.walkByCursor(mapping.endpoint(), query, can.pageSize(), page);
        } else {
          client.walk(mapping.endpoint(), query, can.pageSize(), page);
        }
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
    if (!filters()) {
      return findByReadingAll(mapping, filter);
    }
    var query = ScimQuery.matching(filter);
    return ask(() ->
            client.query(mapping.endpoint(), mapping.members() ? query.without(MEMBERS) : query))
        .resources();
  }

  private List<ObjectNode> findByReadingAll(ObjectMapping mapping, String filter) {
    var schema =
        schemas
            .findResourceType(mapping.objectType())
            .orElseThrow(() ->
                new TargetException(
                    Kind.REJECTED,
                    "SchemaAttributeNotFound",
                    "no schema of the type " + mapping.objectType()));
    var checked = FilterChecker.check(filter, schema);
    var found = new ArrayList<ObjectNode>();
    readAll(
        mapping,
        page -> page.stream().filter(o -> FilterEvaluator.matches(checked, o)).forEach(found::add));
    return found;
  }

  @Override
  public String create(ObjectMapping mapping, ObjectNode body) {
    var request = withSchemas(mapping, body);
    var sender = bulk();
    return sender.isPresent()
        ? ask(() -> sender.get().create(mapping.endpoint(), request))
        : id(mapping, ask(() -> client.create(mapping.endpoint(), request)));
  }

  private static String id(ObjectMapping mapping, ObjectNode created) {
    JsonNode id = created.path("id");
    if (!id.isString() || id.stringValue().isEmpty()) {
      throw lost("POST %s: the answer has no id".formatted(mapping.endpoint()));
    }
    var location = created.path("meta").path("location").asString("");
    if (!location.isEmpty() && !located(location, id.stringValue())) {
      throw lost(
          "POST %s: the answer has the id \"%s\" and the location \"%s\""
              .formatted(mapping.endpoint(), id.stringValue(), location));
    }
    return id.stringValue();
  }

  // Ids with special characters may be spelt otherwise in a location.
  private static boolean located(String location, String id) {
    var last = location.substring(location.lastIndexOf('/') + 1);
    return last.equals(id) || !id.matches("[A-Za-z0-9_-]+");
  }

  private static TargetException lost(String reason) {
    return new TargetException(Kind.UNKNOWN_OUTCOME, "InvalidResponse", reason);
  }

  @Override
  public void update(ObjectMapping mapping, String id, ObjectNode patchOp) {
    var can = capabilities();
    ask(() -> {
      if (!can.patch()) {
        new Replacement(client, schemas, can.etag()).modify(mapping, id, patchOp);
        return id;
      }
      try {
        patch(mapping, id, patchOp);
      } catch (ScimClientException e) {
        var whole =
            e.scimType().equals("noTarget")
                ? WholeValues.rewrite(patchOp)
                : Optional.<ObjectNode>empty();
        patch(mapping, id, whole.orElseThrow(() -> e));
      }
      return id;
    });
  }

  private void patch(ObjectMapping mapping, String id, ObjectNode patchOp) {
    var sender = bulk();
    if (sender.isPresent()) {
      sender.get().patch(mapping.endpoint(), id, patchOp);
    } else {
      client.patch(mapping.endpoint(), id, patchOp);
    }
  }

  @Override
  public void delete(ObjectMapping mapping, String id) {
    var sender = bulk();
    try {
      ask(() -> {
        if (sender.isPresent()) {
          sender.get().delete(mapping.endpoint(), id);
        } else {
          client.delete(mapping.endpoint(), id);
        }
        return id;
      });
    } catch (TargetException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
    }
  }

  private Optional<BulkSender> bulk() {
    var limits = capabilities().bulk();
    if (limits.isPresent() && bulk.isEmpty()) {
      synchronized (this) {
        if (bulk.isEmpty()) {
          bulk =
              limits.map(
                  limit -> new BulkSender(client, limit.maxOperations(), limit.maxPayloadSize()));
        }
      }
    }
    return bulk;
  }

  @Override
  public <T> T within(String changeId, Supplier<T> work) {
    return client.within(changeId, work);
  }

  @Override
  public long requests() {
    return client.requests();
  }

  private static ScimQuery withoutMembers(ObjectMapping mapping) {
    return mapping.members() ? ScimQuery.all().without(MEMBERS) : ScimQuery.all();
  }

  /// The URNs of the core schema and of the extensions that the body has (RFC 7643 §3).
  private ObjectNode withSchemas(ObjectMapping mapping, ObjectNode body) {
    var request = JsonNodeFactory.instance.objectNode();
    var urns = request.putArray("schemas");
    schemas.findResourceType(mapping.objectType()).ifPresent(type -> urns.add(type.base().id()));
    body.propertyNames().stream().filter(name -> name.startsWith("urn:")).forEach(urns::add);
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
        case LATE -> new TargetException(Kind.LATE, "Timeout", e.detail());
        case CHANGED -> new TargetException(Kind.REJECTED, "EntryConflict", e.detail());
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
