package dev.muster.scim.provider;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.patch.GroupPatch;
import dev.muster.scim.patch.PatchApplier;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.resource.DocumentChanges;
import dev.muster.scim.resource.Projection;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The operations of a SCIM service provider on resources (RFC 7644 §3), for any tenant.
///
/// WriteOnly attributes are accepted and not kept, but for users' passwords where [Passwords] says
/// so: of them a hash is kept, apart from the document.
public final class ScimProvider {
  /// Most resources that one page of a query holds.
  public static final int MAX_RESULTS = 1_000;

  /// Resources on a page whose size the client leaves open.
  public static final int DEFAULT_RESULTS = 100;

  private static final int ATTEMPTS = 20;
  private static final String MEMBERS = "members";

  private final ResourceStore store;
  private final Cursors cursors;
  private final Clock clock;
  private final NewIds ids;
  private final Passwords passwords;

  public ScimProvider(ResourceStore store, Cursors cursors, Clock clock) {
    this(store, cursors, clock, NewIds.random(clock), Passwords.NOT_KEPT);
  }

  /// @param ids gives ids to new resources
  /// @param passwords says what becomes of those that clients send
  public ScimProvider(
      ResourceStore store, Cursors cursors, Clock clock, NewIds ids, Passwords passwords) {
    this.store = store;
    this.cursors = cursors;
    this.clock = clock;
    this.ids = ids;
    this.passwords = passwords;
  }

  /// Whose resources a request is about, and of which type.
  ///
  /// @param baseUrl of the tenant's SCIM endpoint, without a slash at its end, for `meta.location`
  public record Endpoint(
      TenantId tenant, SchemaRegistry schemas, ResourceSchema schema, String baseUrl) {

    String typeName() {
      return schema.type().name();
    }

    Optional<Attribute> members() {
      return schema.keepsMembers() ? schema.baseAttributes().find(MEMBERS) : Optional.empty();
    }
  }

  /// A resource to answer with.
  ///
  /// @param etag weak entity tag, such as `W/"3"`
  public record Answer(Json body, String location, String etag) {}

  /// Creates a resource. Throws `uniqueness` when a unique value is taken.
  public Answer create(Endpoint endpoint, ObjectNode body, Projection projection) {
    var document = ResourceReader.read(body, endpoint.schema());
    var password = new PasswordStep(passwords, endpoint).takeFromWhole(document);
    withoutSecrets(endpoint, document);
    var members = takeMembers(endpoint, document);
    var lookups = Lookups.of(document, endpoint.schema());
    var given = ids.next(endpoint.tenant(), endpoint.typeName(), lookups);
    var id = given.id();
    var write =
        new Write.Create(
            endpoint.typeName(),
            id,
            displayName(document, id),
            document,
            lookups,
            members,
            given.version(),
            password,
            now());
    var written = requireWritten(endpoint, id, store.write(endpoint.tenant(), write));
    return view(endpoint, projection).answer(written);
  }

  /// One resource. Throws 404 when there is none.
  public Answer get(Endpoint endpoint, String id, Projection projection) {
    return view(endpoint, projection).answer(require(endpoint, id));
  }

  /// One resource as [#get] gives it, but a group of many members in parts: so they are never in
  /// memory at once. Throws 404 when there is none.
  public Retrieved retrieve(Endpoint endpoint, String id, Projection projection) {
    return view(endpoint, projection).retrieve(require(endpoint, id));
  }

  /// A page of resources as a ListResponse message.
  public Json query(Endpoint endpoint, Query query, Projection projection) {
    return query(List.of(endpoint), query, schema -> projection);
  }

  /// A page of resources of several types of one tenant as a ListResponse message: a query at the
  /// root (RFC 7644 §3.4.2.1).
  ///
  /// @param endpoints at least one
  public Json query(
      List<Endpoint> endpoints, Query query, Function<ResourceSchema, Projection> projections) {
    var count = Math.clamp(query.count().orElse(DEFAULT_RESULTS), 0, MAX_RESULTS);
    return new QueryOperation(store, cursors, endpoints, query, count).answer(projections);
  }

  /// Replaces a resource: what the body does not name is cleared, members included (RFC 7644
  /// §3.5.1).
  ///
  /// @param ifMatch the entity tag that the resource has to have; 412 if it has another
  public Answer replace(
      Endpoint endpoint,
      String id,
      Optional<String> ifMatch,
      ObjectNode body,
      Projection projection) {
    var document = ResourceReader.read(body, endpoint.schema());
    var password = new PasswordStep(passwords, endpoint).takeFromWhole(document);
    withoutSecrets(endpoint, document);
    MembersChange members =
        endpoint.members().isPresent()
            ? new MembersChange.ReplaceAll(takeMembers(endpoint, document))
            : MembersChange.NONE;
    var written =
        update(
            endpoint,
            id,
            ifMatch,
            before -> {
              var after = document.deepCopy();
              ResourceReader.keepImmutable(before, after, endpoint.schema());
              ResourceReader.requireImmutableKept(before, after, endpoint.schema());
              return new Changed(after, password);
            },
            members);
    return view(endpoint, projection).answer(written);
  }

  /// Modifies a resource.
  ///
  /// @param wanted when the answer is not empty
  public Optional<Answer> patch(
      Endpoint endpoint,
      String id,
      Optional<String> ifMatch,
      PatchOp patch,
      Projection projection,
      PatchAnswer wanted) {
    var hasMembers = endpoint.members().isPresent();
    var split =
        hasMembers
            ? GroupPatch.split(patch, endpoint.schema())
            : new GroupPatch(patch, MembersChange.NONE);
    var written = patched(endpoint, id, ifMatch, patch, split);
    var view = view(endpoint, projection);
    return switch (wanted) {
      case PatchAnswer any when !hasMembers -> Optional.of(view.answer(written));
      case RESOURCE -> Optional.of(view.answer(written));
      case UNLESS_LARGE -> view.answerUnlessLarge(written, DEFAULT_RESULTS);
      case UNLESS_MEMBERS ->
          split.document().operations().isEmpty()
              ? Optional.empty()
              : view.answerUnlessLarge(written, DEFAULT_RESULTS);
    };
  }

  private StoredResource patched(
      Endpoint endpoint, String id, Optional<String> ifMatch, PatchOp patch, GroupPatch split) {
    if (split.document().operations().isEmpty()) {
      return changeMembers(endpoint, id, ifMatch, split.members());
    }
    var step = new PasswordStep(passwords, endpoint);
    try {
      return update(
          endpoint,
          id,
          ifMatch,
          before -> {
            var document = step.toBePatched(before);
            var after = PatchApplier.apply(document, split.document(), endpoint.schema());
            var password = step.takeFromPatched(id, after);
            return new Changed(withoutSecrets(endpoint, after), password);
          },
          split.members());
    } catch (ScimException e) {
      // A request that is wrong whatever it is sent to is told so first.
      if (e.status() == 404) {
        PatchApplier.requireKnownPaths(patch, endpoint.schema());
      }
      throw e;
    }
  }

  /// Deletes a resource. Throws 404 when there is none.
  public void delete(Endpoint endpoint, String id, Optional<String> ifMatch) {
    var expected = expectedVersion(endpoint, id, ifMatch);
    var write = new Write.Delete(endpoint.typeName(), id, expected, now());
    requireWritten(endpoint, id, store.write(endpoint.tenant(), write));
  }

  /// A change of a document: from the one that is there to the one that shall be.
  private interface Change {
    Changed from(ObjectNode document);
  }

  private record Changed(ObjectNode document, PasswordChange password) {
    boolean isNothing(ObjectNode before) {
      return password.equals(PasswordChange.NONE) && document.equals(before);
    }
  }

  /// Writes a changed document for exactly the version that it was made from; when another request
  /// was faster, makes the change again on what that one left.
  private StoredResource update(
      Endpoint endpoint,
      String id,
      Optional<String> ifMatch,
      Change change,
      MembersChange members) {
    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
      var before = require(endpoint, id);
      requireMatch(before, ifMatch);
      var changed = change.from(before.document());
      var same = changed.isNothing(before.document());
      if (same && members.equals(MembersChange.NONE)) {
        return before;
      }
      var write =
          same
              ? membersOf(endpoint, before, members)
              : updateOf(endpoint, before, changed, members);
      var outcome = store.write(endpoint.tenant(), write);
      if (!(outcome instanceof WriteOutcome.Stale)) {
        return requireWritten(endpoint, id, outcome);
      }
    }
    throw ScimException.status(
        503, "%s \"%s\" is being changed by too many at once".formatted(endpoint.typeName(), id));
  }

  private Write membersOf(Endpoint endpoint, StoredResource before, MembersChange members) {
    return new Write.ChangeMembers(
        endpoint.typeName(), before.id(), OptionalLong.of(before.version()), members, now());
  }

  private Write updateOf(
      Endpoint endpoint, StoredResource before, Changed changed, MembersChange members) {
    var document = changed.document();
    var oldLookups = Lookups.of(before.document(), endpoint.schema());
    var newLookups = Lookups.of(document, endpoint.schema());
    var added = new ArrayList<>(newLookups);
    added.removeAll(oldLookups);
    var removed = new ArrayList<>(oldLookups);
    removed.removeAll(newLookups);
    var changes =
        new ArrayList<>(DocumentChanges.between(before.document(), document, endpoint.schema()));
    PasswordStep.trace(changed.password()).ifPresent(changes::add);
    return new Write.Update(
        endpoint.typeName(),
        before.id(),
        before.version(),
        displayName(document, before.id()),
        document,
        added,
        removed,
        members,
        changes,
        changed.password(),
        now());
  }

  private StoredResource changeMembers(
      Endpoint endpoint, String id, Optional<String> ifMatch, MembersChange members) {
    var write =
        new Write.ChangeMembers(
            endpoint.typeName(), id, expectedVersion(endpoint, id, ifMatch), members, now());
    return requireWritten(endpoint, id, store.write(endpoint.tenant(), write));
  }

  private OptionalLong expectedVersion(Endpoint endpoint, String id, Optional<String> ifMatch) {
    // "*" asks that there be a resource, of whatever version: the write itself finds out.
    if (ifMatch.isEmpty() || ifMatch.get().strip().equals("*")) {
      return OptionalLong.empty();
    }
    var current = require(endpoint, id);
    requireMatch(current, ifMatch);
    return OptionalLong.of(current.version());
  }

  private static void requireMatch(StoredResource current, Optional<String> ifMatch) {
    var etag = ETag.of(current.version());
    if (ifMatch.isPresent() && !ETag.matches(ifMatch.get(), etag)) {
      throw ScimException.preconditionFailed(
          "%s \"%s\" is at version %s, not %s; read it again"
              .formatted(current.resourceType(), current.id(), etag, ifMatch.get()));
    }
  }

  private StoredResource require(Endpoint endpoint, String id) {
    return store
        .find(endpoint.tenant(), endpoint.typeName(), id)
        .orElseThrow(() -> ScimException.notFound(endpoint.typeName(), id));
  }

  private static StoredResource requireWritten(Endpoint endpoint, String id, WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written(var resource, var changed) -> resource;
      case WriteOutcome.Duplicate(var attribute, var value) ->
          throw ScimException.uniqueness(
              "a %s with %s \"%s\" exists already"
                  .formatted(endpoint.typeName(), attribute, value));
      case WriteOutcome.Missing() -> throw ScimException.notFound(endpoint.typeName(), id);
      case WriteOutcome.Stale(var version) ->
          throw ScimException.preconditionFailed(
              "%s \"%s\" has moved on to version %s; read it again"
                  .formatted(endpoint.typeName(), id, ETag.of(version)));
      case WriteOutcome.UnknownMembers(var unknown) ->
          throw ScimException.invalidValue(
              "members: no resource has the id %s"
                  .formatted(String.join(", ", unknown.subList(0, Math.min(10, unknown.size())))));
      case WriteOutcome.QuotaReached(var most) ->
          throw ScimException.status(
              403,
              "the tenant has reached its quota of %d resources of type %s; delete some, or have the quota raised"
                  .formatted(most, endpoint.typeName()));
    };
  }

  private static ObjectNode withoutSecrets(Endpoint endpoint, ObjectNode document) {
    var schema = endpoint.schema();
    removeSecrets(document, schema.baseAttributes().attributes());
    for (var extension : schema.extensions()) {
      if (document.get(extension.id()) instanceof ObjectNode part) {
        removeSecrets(part, extension.attributes());
        if (part.isEmpty()) {
          document.remove(extension.id());
        }
      }
    }
    return document;
  }

  private static void removeSecrets(ObjectNode container, List<Attribute> attributes) {
    for (var attribute : attributes) {
      if (attribute.mutability() == Mutability.WRITE_ONLY) {
        container.remove(attribute.name());
      } else if (attribute.complex()) {
        var value = container.path(attribute.name());
        if (value instanceof ObjectNode object) {
          removeSecrets(object, attribute.subAttributes());
        } else {
          value.forEach(element -> removeSecrets((ObjectNode) element, attribute.subAttributes()));
        }
      }
    }
  }

  /// Members are not part of a group's document: the store keeps them on their own.
  private static List<String> takeMembers(Endpoint endpoint, ObjectNode document) {
    var members = endpoint.members();
    var given = members.isPresent() ? document.remove(MEMBERS) : null;
    return given == null ? List.of() : GroupPatch.ids(given, members.orElseThrow());
  }

  /// Microseconds are what databases keep: the answer to a write shows what a read will show.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String displayName(ObjectNode document, String id) {
    var name = document.path("displayName");
    return name.isString() ? name.stringValue() : document.path("userName").asString(id);
  }

  private ResourceView view(Endpoint endpoint, Projection projection) {
    return new ResourceView(store, endpoint, projection);
  }
}
