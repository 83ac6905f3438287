package dev.muster.provisioning.directory;

import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.target.MatchingFilter;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import dev.muster.provisioning.target.TargetException.Kind;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.provider.PatchAnswer;
import dev.muster.scim.provider.Query;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.resource.Projection;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A tenant's directory as a target: an import writes to it by the same rules as any SCIM client.
public final class DirectoryTarget implements Target {
  private static final int PAGE = 500;

  private final ScimProvider provider;
  private final ResourceStore store;
  private final TenantId tenant;
  private final SchemaRegistry schemas;
  private final String baseUrl;
  private final AtomicLong requests = new AtomicLong();

  /// @param baseUrl of the tenant's SCIM endpoint, for the locations of resources
  public DirectoryTarget(
      ScimProvider provider,
      ResourceStore store,
      TenantId tenant,
      SchemaRegistry schemas,
      String baseUrl) {
    this.provider = provider;
    this.store = store;
    this.tenant = tenant;
    this.schemas = schemas;
    this.baseUrl = baseUrl;
  }

  @Override
  public Optional<Set<String>> extensions(ObjectMapping mapping) {
    return Optional.empty();
  }

  @Override
  public boolean mayBeWrong() {
    return false;
  }

  @Override
  public long count(ObjectMapping mapping) {
    var endpoint = endpoint(mapping);
    return ask(() ->
            provider.query(
                endpoint,
                Query.of(Optional.empty(), Optional.of(0)),
                Projection.defaults(endpoint.schema())))
        .tree()
        .path("totalResults")
        .asLong();
  }

  @Override
  public int pageSize() {
    return PAGE;
  }

  @Override
  public boolean readAll(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    var after = "";
    while (true) {
      var from = after;
      var resources = ask(() -> store.scan(tenant, mapping.objectType(), from, PAGE));
      if (resources.isEmpty()) {
        return true;
      }
      var objects = new ArrayList<ObjectNode>(resources.size());
      for (var resource : resources) {
        objects.add(resource.document().deepCopy().put("id", resource.id()));
      }
      page.accept(objects);
      after = resources.getLast().id();
    }
  }

  @Override
  public List<ObjectNode> find(ObjectMapping mapping, String attributePath, String value) {
    var endpoint = endpoint(mapping);
    var filter = MatchingFilter.of(attributePath, value);
    var response =
        ask(() ->
            provider.query(
                endpoint,
                Query.of(Optional.of(filter), Optional.empty()),
                withoutRelations(endpoint)));
    var found = new ArrayList<ObjectNode>();
    for (JsonNode resource : response.tree().path("Resources")) {
      if (resource instanceof ObjectNode object) {
        found.add(object);
      }
    }
    return found;
  }

  @Override
  public String create(ObjectMapping mapping, ObjectNode body) {
    var endpoint = endpoint(mapping);
    return ask(() -> provider.create(endpoint, body, withoutRelations(endpoint)))
        .body()
        .tree()
        .path("id")
        .asString();
  }

  @Override
  public void update(ObjectMapping mapping, String id, ObjectNode patchOp) {
    var endpoint = endpoint(mapping);
    var patch = PatchOp.parse(patchOp);
    ask(() ->
        provider.patch(
            endpoint,
            id,
            Optional.empty(),
            patch,
            withoutRelations(endpoint),
            PatchAnswer.UNLESS_MEMBERS));
  }

  @Override
  public void delete(ObjectMapping mapping, String id) {
    try {
      ask(() -> {
        provider.delete(endpoint(mapping), id, Optional.empty());
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
    return requests.get();
  }

  /// Members and groups are of no use here, and may be many.
  private static Projection withoutRelations(Endpoint endpoint) {
    return Projection.of(List.of(), List.of("members", "groups"), endpoint.schema());
  }

  private Endpoint endpoint(ObjectMapping mapping) {
    var schema =
        schemas
            .findByEndpoint(mapping.endpoint())
            .orElseThrow(() ->
                new TargetException(
                    Kind.REJECTED,
                    "InvalidMapping",
                    "the directory has no endpoint \"%s\"".formatted(mapping.endpoint())));
    return new Endpoint(tenant, schemas, schema, baseUrl);
  }

  private <T> T ask(Supplier<T> request) {
    requests.incrementAndGet();
    try {
      return request.get();
    } catch (ScimException e) {
      throw switch (e.status()) {
        case 404 -> new TargetException(Kind.NOT_FOUND, "EntryNotFound", e.detail());
        case 409 -> new TargetException(Kind.CONFLICT, "EntryConflict", e.detail());
        default -> new TargetException(Kind.REJECTED, "InvalidAttributeValue", e.detail());
      };
    }
  }
}
