package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Json.operation;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.Feature;
import java.util.List;
import java.util.stream.Stream;

/// Versions of resources (RFC 7644 §3.14), where they are advertised, of any resource type.
public final class EtagChecks {
  private static final String TAG = "etag";
  private static final String SECTION = "RFC 7644 §3.14";
  private static final String HEADER =
      "When supported, ETags MUST be specified as an HTTP header, and SHOULD be specified within the \"version\" attribute contained in the resource's \"meta\" attribute.";
  private static final String MATCH =
      "If-Match … If the service provider's version of the resource differs, the request fails with HTTP status code 412 (Precondition Failed)";

  private EtagChecks() {}

  /// Checks of one resource type.
  public static List<Check> all() {
    return Stream.of(tags(), conditions())
        .flatMap(List::stream)
        .map(check -> check.needing(Feature.ETAG))
        .toList();
  }

  private static List<Check> tags() {
    return List.of(
        must(TAG, "get-has-a-tag", 391, SECTION, HEADER, t -> etag(t.get(t.create().path()))),
        must(
            TAG,
            "post-has-a-tag",
            225,
            SECTION,
            HEADER,
            t -> etag(t.post(t.kind().endpoint(), t.maker().typical(t.kind())))),
        Check.should(
            TAG,
            "meta-version-is-the-tag",
            391,
            SECTION,
            HEADER,
            t -> {
              var answer = t.get(t.create().path());
              Expect.equal(etag(answer), answer.at("meta", "version"), "meta.version");
            }),
        must(
            TAG,
            "a-change-changes-it",
            391,
            SECTION,
            "ETags … determine whether the resource has changed",
            t -> {
              var resource = t.create();
              var before = etag(t.get(resource.path()));
              change(t, resource);
              Expect.that(
                  !etag(t.get(resource.path())).equals(before), "another tag than before", before);
            }),
        must(
            TAG,
            "reading-does-not-change-it",
            391,
            SECTION,
            "ETags … determine whether the resource has changed",
            t -> {
              var resource = t.create();
              Expect.equal(etag(t.get(resource.path())), etag(t.get(resource.path())), "ETag");
            }));
  }

  private static List<Check> conditions() {
    return List.of(
        must(
            TAG,
            "if-none-match-is-304",
            392,
            SECTION,
            "If the client … If-None-Match … and the resource has not changed, the service provider simply returns an empty body with a 304 (Not Modified) response code.",
            t -> {
              var resource = t.create();
              var tag = etag(t.get(resource.path()));
              Expect.status(conditional(t, "GET", resource, "If-None-Match", tag, ""), 304);
            }),
        must(
            TAG,
            "if-none-match-of-an-old-tag-is-200",
            392,
            SECTION,
            "If the resource has changed since … it is returned",
            t -> {
              var resource = t.create();
              var tag = etag(t.get(resource.path()));
              change(t, resource);
              Expect.status(conditional(t, "GET", resource, "If-None-Match", tag, ""), 200);
            }),
        must(
            TAG,
            "if-match-lets-a-patch-pass",
            393,
            SECTION,
            MATCH,
            t -> {
              var resource = t.create();
              var tag = etag(t.get(resource.path()));
              Expect.success(conditional(t, "PATCH", resource, "If-Match", tag, patch(t)));
            }),
        must(
            TAG,
            "if-match-any-lets-a-patch-pass",
            393,
            "RFC 9110 §13.1.1",
            "If the field value is \"*\", the condition is true if the origin server has a current representation for the target resource.",
            t -> Expect.success(conditional(t, "PATCH", t.create(), "If-Match", "*", patch(t)))),
        must(TAG, "a-stale-patch-is-412", 393, SECTION, MATCH, t -> stale(t, "PATCH", patch(t))),
        must(
            TAG,
            "a-stale-put-is-412",
            393,
            SECTION,
            MATCH,
            t -> stale(t, "PUT", t.maker().typical(t.kind()).toString())),
        must(TAG, "a-stale-delete-is-412", 344, SECTION, MATCH, t -> stale(t, "DELETE", "")));
  }

  private static String etag(Answer answer) {
    Expect.success(answer);
    var tag = answer.header("ETag");
    Expect.that(tag.matches("(W/)?\"[^\"]*\""), "an ETag in quotes", tag.isEmpty() ? "none" : tag);
    return tag;
  }

  private static String patch(Trial t) {
    return Trial.patchOp(operation("replace", "externalId", Json.quoted(t.name("external"))));
  }

  private static void change(Trial t, Resource resource) {
    Expect.success(t.send(ScimRequest.of("PATCH", resource.path(), patch(t))));
  }

  private static Answer conditional(
      Trial t, String method, Resource resource, String header, String tag, String body) {
    return t.send(ScimRequest.of(method, resource.path(), body).with(header, tag));
  }

  private static void stale(Trial t, String method, String body) {
    var resource = t.create();
    var tag = etag(t.get(resource.path()));
    change(t, resource);
    Expect.status(conditional(t, method, resource, "If-Match", tag, body), 412);
    Expect.status(t.get(resource.path()), 200);
  }
}
