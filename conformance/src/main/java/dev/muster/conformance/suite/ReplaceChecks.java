package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// PUT (RFC 7644 §3.5.1) and DELETE (§3.6) of any resource type.
public final class ReplaceChecks {
  private static final String TAG = "crud:replace";
  private static final String PUT = "RFC 7644 §3.5.1";
  private static final String DELETE = "RFC 7644 §3.6";
  private static final String REMOVE = "crud:delete";

  private ReplaceChecks() {}

  /// Checks of PUT, of one resource type.
  public static List<Check> replacing() {
    return List.of(
        must(
            TAG,
            "answers-200-or-204",
            286,
            PUT,
            "Unless otherwise specified, a successful PUT operation returns a 200 OK response code and the entire resource within the response body",
            t -> {
              var resource = t.create();
              Expect.status(t.put(resource.path(), again(t, resource)), 200, 204);
            }),
        must(
            TAG,
            "new-values-are-kept",
            281,
            PUT,
            "readWrite, writeOnly Any values provided SHALL replace the existing attribute values.",
            ReplaceChecks::newValues),
        must(
            TAG,
            "what-is-not-named-is-cleared",
            282,
            PUT,
            "Attributes whose mutability is \"readWrite\" that are omitted from the request body indicate that the attribute is being cleared … the service provider MAY assume that any existing values are to be cleared, or … assign a default value",
            ReplaceChecks::cleared),
        must(
            TAG,
            "read-only-is-ignored",
            284,
            PUT,
            "readOnly Any values provided SHALL be ignored.",
            ReplaceChecks::readOnly),
        must(
            TAG,
            "id-and-created-stay",
            137,
            "RFC 7643 §3.1",
            "It MUST be a stable, non-reassignable identifier that does not change when the same resource is returned in subsequent requests.",
            ReplaceChecks::identity),
        must(
            TAG,
            "last-modified-does-not-go-back",
            141,
            "RFC 7643 §3.1",
            "lastModified The most recent DateTime that the details of this resource were updated at the service provider.",
            ReplaceChecks::lastModified),
        must(
            TAG,
            "does-not-create",
            216,
            "RFC 7644 §3.5.1",
            "HTTP PUT … MUST NOT be used to create new resources.",
            t ->
                Expect.error(
                    t.put(
                        t.kind().endpoint() + "/" + t.name("nobody"), t.maker().typical(t.kind())),
                    404)),
        must(
            TAG,
            "a-missing-required-attribute-is-400",
            285,
            PUT,
            "If an attribute is \"required\", clients MUST specify the attribute in the PUT request.",
            ReplaceChecks::missingRequired));
  }

  /// Checks of DELETE, of one resource type.
  public static List<Check> deleting() {
    return List.of(
        must(
            REMOVE,
            "answers-204",
            340,
            DELETE,
            "In response to a successful DELETE, the server SHALL return a successful HTTP status code 204 (No Content).",
            t -> Expect.status(t.delete(t.create().path()), 204)),
        must(
            REMOVE,
            "then-get-is-404",
            341,
            DELETE,
            "the service provider MUST return a 404 (Not Found) error code for all operations associated with the previously deleted resource",
            t -> Expect.error(t.get(deleted(t).path()), 404)),
        must(
            REMOVE,
            "then-put-is-404",
            341,
            DELETE,
            "the service provider MUST return a 404 (Not Found) error code for all operations associated with the previously deleted resource",
            t -> Expect.status(t.put(deleted(t).path(), t.maker().typical(t.kind())), 404)),
        must(
            REMOVE,
            "then-patch-is-404",
            341,
            DELETE,
            "the service provider MUST return a 404 (Not Found) error code for all operations associated with the previously deleted resource",
            t ->
                Expect.status(
                    t.patch(deleted(t).path(), Json.operation("replace", "externalId", "\"x\"")),
                    404)),
        must(
            REMOVE,
            "then-delete-is-404",
            341,
            DELETE,
            "the service provider MUST return a 404 (Not Found) error code for all operations associated with the previously deleted resource",
            t -> Expect.status(t.delete(deleted(t).path()), 404)),
        must(
            REMOVE,
            "gone-from-queries",
            342,
            DELETE,
            "the service provider … MUST omit the resource from future query results.",
            t -> {
              var resource = deleted(t);
              Lists.requireFindsNothing(t, t.kind(), named(t, resource.text(ReadChecks.naming(t))));
            }),
        Check.should(
            REMOVE,
            "its-name-is-free-again",
            343,
            DELETE,
            "the service provider SHOULD NOT consider the deleted resource in conflict calculation.",
            t -> {
              var body = t.maker().typical(t.kind());
              t.delete(t.create(t.kind(), body).path());
              t.create(t.kind(), body);
            }),
        must(
            REMOVE,
            "an-unknown-id-is-404",
            341,
            DELETE,
            "404 (Not Found) Specified resource (e.g., User) or endpoint does not exist.",
            t -> Expect.error(t.delete(t.kind().endpoint() + "/" + t.name("nobody")), 404)));
  }

  private static String named(Trial t, String name) {
    return "%s eq %s".formatted(ReadChecks.naming(t), Json.quoted(name));
  }

  private static Resource deleted(Trial t) {
    var resource = t.create();
    Expect.status(t.delete(resource.path()), 204, 200);
    return resource;
  }

  // A body as it was made, so that unique values stay the resource's own.
  private static ObjectNode again(Trial t, Resource resource) {
    var body = t.maker().typical(t.kind());
    var naming = ReadChecks.naming(t);
    body.put(naming, resource.text(naming));
    return body;
  }

  private static void newValues(Trial t) {
    var resource = t.create();
    var body = again(t, resource);
    Expect.success(t.put(resource.path(), body));
    Expect.equal(
        body.path("externalId"), t.read(resource).path("externalId"), "externalId after PUT");
  }

  private static void cleared(Trial t) {
    var resource = t.create();
    var body = again(t, resource);
    body.remove("externalId");
    if (t.kind().isUser()) {
      body.remove("emails");
    }
    Expect.success(t.put(resource.path(), body));
    var json = t.read(resource);
    Expect.that(!Json.has(json, "externalId"), "no externalId", json);
    Expect.that(!t.kind().isUser() || !Json.has(json, "emails"), "no emails", json);
  }

  private static void readOnly(Trial t) {
    var resource = t.create();
    var body = again(t, resource).put("id", t.name("id"));
    body.putObject("meta").put("created", "1999-01-01T00:00:00Z");
    Expect.success(t.put(resource.path(), body));
    var json = t.read(resource);
    Expect.equal(resource.id(), json.path("id").asString(""), "id");
    Expect.that(
        !json.path("meta").path("created").asString("").startsWith("1999"),
        "meta.created of the provider's",
        json.path("meta"));
  }

  private static void identity(Trial t) {
    var resource = t.create();
    Expect.success(t.put(resource.path(), again(t, resource)));
    var json = t.read(resource);
    Expect.equal(resource.id(), json.path("id").asString(""), "id");
    Expect.equal(
        resource.json().path("meta").path("created"), json.path("meta").path("created"), "created");
  }

  private static void lastModified(Trial t) {
    var resource = t.create();
    Expect.success(t.put(resource.path(), again(t, resource)));
    var before = resource.json().path("meta").path("lastModified").asString("");
    var after = t.read(resource).path("meta").path("lastModified").asString("");
    Expect.that(
        !Times.require(after).isBefore(Times.require(before)),
        "a lastModified not before " + before,
        after);
  }

  private static void missingRequired(Trial t) {
    var required =
        t.kind().attributes().stream()
            .filter(attribute -> attribute.required() && attribute.isReadWrite())
            .findFirst()
            .orElseThrow(() -> new CheckEnd.Skip("no attribute is required"));
    var resource = t.create();
    var body = again(t, resource);
    body.remove(required.name());
    Expect.error(t.put(resource.path(), body), 400);
  }
}
