package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;
import static dev.muster.conformance.check.Json.operation;
import static dev.muster.conformance.check.Json.quoted;
import static dev.muster.conformance.check.Json.withoutPath;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.Feature;
import java.util.List;
import java.util.stream.Stream;

/// PATCH as a request (RFC 7644 §3.5.2), of any resource type: envelope, answer, atomicity. What
/// the operations do is in [PatchAddChecks], [PatchReplaceChecks] and [PatchRemoveChecks].
public final class PatchRequestChecks {
  private static final String TAG = "patch:request";
  private static final String PATCH = "RFC 7644 §3.5.2";
  private static final String ONE_OP =
      "Each PATCH operation object MUST have exactly one \"op\" member, whose value indicates the operation to perform and MAY be one of \"add\", \"remove\", or \"replace\".";

  private PatchRequestChecks() {}

  /// Checks of one resource type.
  public static List<Check> all() {
    return Stream.of(accepted(), refused())
        .flatMap(List::stream)
        .map(check -> check.needing(Feature.PATCH))
        .toList();
  }

  private static List<Check> accepted() {
    return List.of(
        must(
            TAG,
            "answers-200-or-204",
            301,
            PATCH,
            "On successful completion, the server either MUST return a 200 OK response code and the entire resource within the response body, subject to the \"attributes\" query parameter … or MAY return HTTP status code 204 (No Content)",
            t -> Expect.status(t.patch(t.create().path(), rename(t)), 200, 204)),
        must(
            TAG,
            "200-has-the-whole-resource",
            301,
            PATCH,
            "the server either MUST return a 200 OK response code and the entire resource within the response body",
            PatchRequestChecks::wholeResource),
        must(
            TAG,
            "200-when-attributes-are-asked-for",
            302,
            PATCH,
            "The server MUST return a 200 OK if the \"attributes\" parameter is specified in the request.",
            PatchRequestChecks::attributes),
        must(
            TAG,
            "operations-follow-each-other",
            303,
            PATCH,
            "Operations are applied sequentially in the order they appear in the array.",
            PatchRequestChecks::sequence),
        must(
            TAG,
            "all-or-nothing",
            300,
            PATCH,
            "A PATCH request, regardless of the number of operations, SHALL be treated as atomic. If a single operation encounters an error condition, the original SCIM resource MUST be restored, and a failure status SHALL be returned.",
            PatchRequestChecks::atomic),
        must(
            TAG,
            "attribute-names-have-no-case",
            103,
            "RFC 7643 §2.1",
            "Attribute names are case insensitive",
            PatchRequestChecks::upperCasePath),
        must(
            TAG,
            "paths-may-have-their-urn",
            375,
            "RFC 7644 §3.10",
            "All operations share a common scheme for referencing simple and complex attributes. … prefixing the attribute name with its schema URN separated by a colon (\":\") character",
            PatchRequestChecks::urnPath),
        must(
            TAG,
            "last-modified-does-not-go-back",
            141,
            "RFC 7643 §3.1",
            "lastModified The most recent DateTime that the details of this resource were updated at the service provider.",
            PatchRequestChecks::lastModified));
  }

  private static List<Check> refused() {
    return List.of(
        must(
            TAG,
            "an-unknown-id-is-404",
            390,
            "RFC 7644 §3.12",
            "404 (Not Found) Specified resource (e.g., User) or endpoint does not exist.",
            t ->
                Expect.error(
                    t.patch(t.kind().endpoint() + "/" + t.name("nobody"), rename(t)), 404)),
        must(
            TAG,
            "without-schemas-is-400",
            291,
            PATCH,
            "The body of each request MUST contain the \"schemas\" attribute with the URI value of \"urn:ietf:params:scim:api:messages:2.0:PatchOp\".",
            t -> refused(t, "{\"Operations\": [%s]}".formatted(rename(t)))),
        must(
            TAG,
            "without-operations-is-400",
            292,
            PATCH,
            "The body of an HTTP PATCH request MUST contain the attribute \"Operations\", whose value is an array of one or more PATCH operations.",
            t -> refused(t, Trial.patchOp())),
        must(
            TAG,
            "an-unknown-op-is-400",
            294,
            PATCH,
            ONE_OP,
            t -> refused(t, Trial.patchOp(operation("increment", "externalId", "\"x\"")))),
        must(
            TAG,
            "without-op-is-400",
            293,
            PATCH,
            ONE_OP,
            t -> refused(t, Trial.patchOp("{\"path\": \"externalId\", \"value\": \"x\"}"))),
        must(
            TAG,
            "a-broken-path-is-400",
            296,
            "RFC 7644 §3.12, Table 9",
            "invalidPath The \"path\" attribute was invalid or malformed",
            t -> refused(t, Trial.patchOp(operation("replace", "externalId[[", "\"x\"")))),
        must(
            TAG,
            "remove-without-path-is-no-target",
            320,
            "RFC 7644 §3.5.2.2",
            "If \"path\" is unspecified, the operation fails with HTTP status code 400 and a \"scimType\" error code of \"noTarget\".",
            t -> Expect.error(t.patch(t.create().path(), "{\"op\": \"remove\"}"), 400, "noTarget")),
        must(
            TAG,
            "read-only-is-not-written",
            297,
            PATCH,
            "a client MUST NOT modify an attribute that has mutability \"readOnly\" or \"immutable\". … An operation that is not compatible with an attribute's mutability or schema SHALL return the appropriate HTTP response status code and a JSON detail error response",
            t ->
                Expect.error(
                    t.patch(
                        t.create().path(),
                        operation("replace", "meta.created", "\"1999-01-01T00:00:00Z\"")),
                    400,
                    "mutability")),
        must(
            TAG,
            "the-id-cannot-be-patched",
            297,
            PATCH,
            "a client MUST NOT modify an attribute that has mutability \"readOnly\" or \"immutable\".",
            PatchRequestChecks::idStays),
        should(
            TAG,
            "an-unknown-attribute-is-refused",
            296,
            "RFC 7644 §3.12, Table 9",
            "invalidPath The \"path\" attribute was invalid or malformed … noTarget The specified \"path\" did not yield an attribute or attribute value that could be operated on.",
            t ->
                Expect.status(
                    t.patch(t.create().path(), operation("replace", "noSuchAttribute", "\"x\"")),
                    400)));
  }

  private static String rename(Trial t) {
    return operation("replace", ReadChecks.naming(t), quoted(t.name("renamed")));
  }

  private static void refused(Trial t, String body) {
    Expect.error(t.send(ScimRequest.of("PATCH", t.create().path(), body)), 400);
  }

  private static void wholeResource(Trial t) {
    var answer = t.patch(t.create().path(), rename(t));
    if (answer.status() == 200) {
      for (var part : List.of("id", "schemas", "meta", ReadChecks.naming(t))) {
        Expect.that(Json.has(answer.json(), part), part + " in the answer", answer.summary());
      }
    }
  }

  private static void attributes(Trial t) {
    var path = t.create().path() + "?attributes=" + ReadChecks.naming(t);
    var answer = t.patch(path, rename(t));
    Expect.status(answer, 200);
    Expect.that(!Json.has(answer.json(), "externalId"), "no externalId", answer.summary());
  }

  private static void sequence(Trial t) {
    var json =
        t.patched(
            t.create(),
            operation("replace", "externalId", quoted("first")),
            operation("replace", "externalId", quoted(t.prefix() + "second")));
    Expect.equal(t.prefix() + "second", json.path("externalId").asString(""), "externalId");
  }

  private static void atomic(Trial t) {
    var resource = t.create();
    var before = resource.text(ReadChecks.naming(t));
    var answer = t.patch(resource.path(), rename(t), operation("replace", "externalId[[", "\"x\""));
    Expect.refusal(answer);
    Expect.equal(
        before, t.read(resource).path(ReadChecks.naming(t)).asString(""), ReadChecks.naming(t));
  }

  private static void upperCasePath(Trial t) {
    var json = t.patched(t.create(), operation("replace", "EXTERNALID", quoted(t.prefix() + "up")));
    Expect.equal(t.prefix() + "up", json.path("externalId").asString(""), "externalId");
  }

  private static void urnPath(Trial t) {
    var name = t.name("renamed");
    var path = t.kind().schema() + ":" + ReadChecks.naming(t);
    var json = t.patched(t.create(), operation("replace", path, quoted(name)));
    Expect.equal(name, json.path(ReadChecks.naming(t)).asString(""), ReadChecks.naming(t));
  }

  private static void lastModified(Trial t) {
    var resource = t.create();
    var before = resource.json().path("meta").path("lastModified").asString("");
    var after = t.patched(resource, rename(t)).path("meta").path("lastModified").asString("");
    Expect.that(
        !Times.require(after).isBefore(Times.require(before)),
        "a lastModified not before " + before,
        after);
  }

  private static void idStays(Trial t) {
    var resource = t.create();
    Expect.calm(
        t.patch(resource.path(), withoutPath("replace", "{\"id\": \"" + t.name("id") + "\"}")));
    Expect.equal(resource.id(), t.read(resource).path("id").asString(""), "id");
  }
}
