package dev.muster.scim.provider;

import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.resource.Projection;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The operations of a SCIM service provider on resources (RFC 7644 §3), for any tenant.
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable", "UnusedMethod"})
public final class ScimProvider {

  public ScimProvider(ResourceStore store, Clock clock) {
    throw new UnsupportedOperationException();
  }

  /// Whose resources a request is about, and of which type.
  ///
  /// @param baseUrl of the tenant's SCIM endpoint, without a slash at its end, for `meta.location`
  public record Endpoint(
      TenantId tenant, SchemaRegistry schemas, ResourceSchema schema, String baseUrl) {}

  /// A resource to answer with.
  ///
  /// @param etag weak entity tag, such as `W/"3"`
  public record Answer(ObjectNode body, String location, String etag) {}

  /// A query (RFC 7644 §3.4.2).
  ///
  /// @param startIndex 1-based; less counts as 1
  /// @param count empty: as many as the provider likes; less than 0 counts as 0
  public record Query(Optional<String> filter, long startIndex, Optional<Integer> count) {}

  /// Most resources that one page of a query holds.
  public static final int MAX_RESULTS = 1_000;

  /// Creates a resource. Throws `uniqueness` when a unique value is taken.
  public Answer create(Endpoint endpoint, ObjectNode body, Projection projection) {
    throw new UnsupportedOperationException();
  }

  /// One resource. Throws 404 when there is none.
  public Answer get(Endpoint endpoint, String id, Projection projection) {
    throw new UnsupportedOperationException();
  }

  /// A page of resources as a ListResponse message.
  public ObjectNode query(Endpoint endpoint, Query query, Projection projection) {
    throw new UnsupportedOperationException();
  }

  /// Replaces a resource.
  ///
  /// @param ifMatch the entity tag that the resource has to have; 412 if it has another
  public Answer replace(
      Endpoint endpoint,
      String id,
      Optional<String> ifMatch,
      ObjectNode body,
      Projection projection) {
    throw new UnsupportedOperationException();
  }

  /// Modifies a resource. The answer is empty (204) for a Group unless `answerWanted`: a large
  /// group's members need not be read then.
  public Optional<Answer> patch(
      Endpoint endpoint,
      String id,
      Optional<String> ifMatch,
      PatchOp patch,
      Projection projection,
      boolean answerWanted) {
    throw new UnsupportedOperationException();
  }

  /// Deletes a resource. Throws 404 when there is none.
  public void delete(Endpoint endpoint, String id, Optional<String> ifMatch) {
    throw new UnsupportedOperationException();
  }
}
