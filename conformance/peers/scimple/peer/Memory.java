package peer;

import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.apache.directory.scim.core.repository.PatchHandler;
import org.apache.directory.scim.core.repository.Repository;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.server.exception.UnableToCreateResourceException;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.FilterExpressions;
import org.apache.directory.scim.spec.filter.FilterResponse;
import org.apache.directory.scim.spec.filter.PageRequest;
import org.apache.directory.scim.spec.filter.SortRequest;
import org.apache.directory.scim.spec.filter.attribute.AttributeReference;
import org.apache.directory.scim.spec.patch.PatchOperation;
import org.apache.directory.scim.spec.resources.ScimExtension;
import org.apache.directory.scim.spec.resources.ScimResource;

/// Resources of one type, in the order of their ids.
///
/// @param unique what no two of them may share
record Memory<T extends ScimResource>(
    Class<T> type,
    String schema,
    List<Class<? extends ScimExtension>> extensions,
    Function<T, String> unique,
    SchemaRegistry schemas,
    PatchHandler patches,
    Map<String, T> resources)
    implements Repository<T> {

  Memory(
      Class<T> type,
      String schema,
      List<Class<? extends ScimExtension>> extensions,
      Function<T, String> unique,
      SchemaRegistry schemas,
      PatchHandler patches) {
    this(type, schema, extensions, unique, schemas, patches, new ConcurrentSkipListMap<>());
  }

  @Override
  public Class<T> getResourceClass() {
    return type;
  }

  @Override
  public synchronized T create(T resource) throws ResourceException {
    resource.setId(UUID.randomUUID().toString());
    requireUnique(resource);
    resources.put(resource.getId(), resource);
    return resource;
  }

  @Override
  public synchronized T update(
      String id,
      String version,
      T resource,
      Set<AttributeReference> included,
      Set<AttributeReference> excluded)
      throws ResourceException {
    resource.setId(id);
    requireUnique(resource);
    resources.put(id, resource);
    return resource;
  }

  @Override
  public synchronized T patch(
      String id,
      String version,
      List<PatchOperation> operations,
      Set<AttributeReference> included,
      Set<AttributeReference> excluded)
      throws ResourceException {
    return update(id, version, patches.apply(resources.get(id), operations), included, excluded);
  }

  @Override
  public T get(String id) {
    return resources.get(id);
  }

  @Override
  public FilterResponse<T> find(Filter filter, PageRequest page, SortRequest sort) {
    var matching =
        resources.values().stream()
            .filter(FilterExpressions.inMemory(filter, schemas.getSchema(schema)))
            .toList();
    int from = page.getStartIndex() == null ? 0 : Math.max(0, page.getStartIndex() - 1);
    int count = page.getCount() == null ? matching.size() : Math.max(0, page.getCount());
    return new FilterResponse<>(
        matching.stream().skip(from).limit(count).toList(), page, matching.size());
  }

  @Override
  public synchronized void delete(String id) throws ResourceException {
    if (resources.remove(id) == null) {
      throw new ResourceException(404, "there is no " + id);
    }
  }

  @Override
  public List<Class<? extends ScimExtension>> getExtensionList() {
    return extensions;
  }

  private void requireUnique(T resource) throws ResourceException {
    for (var other : resources.values()) {
      if (!other.getId().equals(resource.getId())
          && unique.apply(other).equals(unique.apply(resource))) {
        throw new UnableToCreateResourceException(
            Status.CONFLICT, unique.apply(resource) + " is taken");
      }
    }
  }
}
