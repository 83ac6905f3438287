package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.ScimRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Errors and their bodies (RFC 7644 §3.12), and values that are refused.
public final class ErrorChecks {
  private static final String TAG = "errors";
  private static final String SECTION = "RFC 7644 §3.12";
  private static final String BODY =
      "In addition to returning an HTTP response code, implementers MUST return the errors in the body of the response in a JSON format, using the attributes described below.";
  private static final String SYNTAX =
      "invalidSyntax The request body message structure was invalid or did not conform to the request schema.";
  private static final String VALUE =
      "invalidValue A required value was missing, or the value specified was not compatible with the operation or attribute type";

  private ErrorChecks() {}

  /// Checks with users.
  public static List<Check> all() {
    return Stream.of(bodies(), requests(), values()).flatMap(List::stream).toList();
  }

  private static List<Check> bodies() {
    return List.of(
        must(
            TAG,
            "have-a-body-with-the-error-schema",
            385,
            SECTION,
            BODY,
            t -> Expect.error(missing(t), 404)),
        must(
            TAG,
            "status-is-text",
            385,
            SECTION,
            "status The HTTP status code (see Section 6 of RFC 7231) expressed as a JSON string. REQUIRED.",
            t -> Expect.equal("\"404\"", missing(t).json().path("status").toString(), "status")),
        should(
            TAG,
            "have-a-detail",
            385,
            SECTION,
            "detail A detailed human-readable message. OPTIONAL.",
            t -> Expect.that(!missing(t).at("detail").isEmpty(), "a detail", missing(t).summary())),
        must(
            TAG,
            "have-the-media-type",
            371,
            "RFC 7644 §3.8",
            "SCIM … responses use the media type application/scim+json",
            t ->
                Expect.that(
                    missing(t).header("Content-Type").startsWith("application/scim+json"),
                    "Content-Type application/scim+json",
                    missing(t).header("Content-Type"))),
        must(
            TAG,
            "an-unknown-endpoint-is-404",
            387,
            SECTION,
            "404 (Not Found) Specified resource (e.g., User) or endpoint does not exist.",
            t -> Expect.status(t.get("/" + t.name("Endpoint")), 404)),
        should(
            TAG,
            "an-unknown-endpoint-has-an-error-body",
            385,
            SECTION,
            BODY,
            t -> Expect.error(t.get("/" + t.name("Endpoint")), 404)),
        should(
            TAG,
            "a-wrong-method-is-405",
            388,
            "RFC 9110 §15.5.6",
            "The origin server MUST generate an Allow header field in a 405 response",
            t -> {
              var answer = t.delete(t.users().endpoint());
              Expect.status(answer, 405, 501);
              Expect.that(
                  answer.status() == 501 || !answer.header("Allow").isEmpty(),
                  "a header Allow",
                  answer.headers());
            }));
  }

  private static List<Check> requests() {
    return List.of(
        must(TAG, "broken-json-is-400", 386, SECTION, SYNTAX, t -> refused(t, "{\"userName\": ")),
        must(TAG, "an-array-as-body-is-400", 386, SECTION, SYNTAX, t -> refused(t, "[]")),
        must(TAG, "text-as-body-is-400", 386, SECTION, SYNTAX, t -> refused(t, "\"user\"")),
        must(
            TAG,
            "no-body-is-400",
            386,
            SECTION,
            SYNTAX,
            t -> Expect.status(t.post(t.users().endpoint(), ""), 400, 411, 415)),
        must(
            TAG,
            "another-media-type-is-415",
            371,
            "RFC 9110 §15.5.16",
            "415 (Unsupported Media Type) … the content is in a format not supported by this method on the target resource",
            t ->
                Expect.status(
                    t.send(
                        ScimRequest.of("POST", t.users().endpoint(), "<user/>")
                            .with("Content-Type", "text/xml")),
                    415,
                    400)),
        should(
            TAG,
            "without-schemas-is-400",
            130,
            "RFC 7643 §3",
            "The \"schemas\" attribute is a REQUIRED attribute and MUST be present in all representations",
            t -> {
              var body = t.maker().typical(t.users());
              body.remove("schemas");
              Expect.error(t.post(t.users().endpoint(), body), 400);
            }));
  }

  private static List<Check> values() {
    return List.of(
        must(
            TAG,
            "a-taken-user-name-is-409",
            226,
            "RFC 7644 §3.3.1",
            "the service provider MUST return HTTP status code 409 (Conflict) with a \"scimType\" error code of \"uniqueness\"",
            t -> {
              var user = t.create(t.users());
              Expect.error(again(t, user.text("userName")), 409, "uniqueness");
            }),
        must(
            TAG,
            "a-taken-user-name-in-other-case-is-409",
            150,
            "RFC 7643 §4.1.1",
            "userName … This attribute is REQUIRED and is case insensitive.",
            t -> {
              var user = t.create(t.users());
              Expect.error(
                  again(t, user.text("userName").toUpperCase(Locale.ROOT)), 409, "uniqueness");
            }),
        must(
            TAG,
            "no-user-name-is-400",
            228,
            SECTION,
            VALUE,
            t -> {
              var body = t.maker().typical(t.users());
              body.remove("userName");
              Expect.error(
                  t.post(t.users().endpoint(), body), 400, "invalidValue", "invalidSyntax");
            }),
        must(
            TAG,
            "an-empty-user-name-is-400",
            150,
            "RFC 7643 §4.1.1",
            "Each User MUST include a non-empty userName value.",
            t -> Expect.error(again(t, ""), 400)),
        must(TAG, "a-number-as-name-is-400", 297, SECTION, VALUE, t -> wrong(t, "name", "7")),
        must(
            TAG,
            "an-object-as-text-is-400",
            297,
            SECTION,
            VALUE,
            t -> wrong(t, "title", "{\"a\": 1}")),
        should(
            TAG,
            "text-as-emails-is-400",
            297,
            SECTION,
            VALUE,
            t -> wrong(t, "emails", "\"ann@example.com\"")),
        should(
            TAG,
            "a-number-as-boolean-is-400",
            106,
            "RFC 7643 §2.3.2",
            "boolean The literal \"true\" or \"false\".",
            t -> wrong(t, "active", "7")),
        should(
            TAG,
            "two-primary-values-are-400",
            121,
            "RFC 7643 §2.4",
            "The primary attribute value \"true\" MUST appear no more than once.",
            t ->
                wrong(
                    t,
                    "emails",
                    "[{\"value\": \"a@example.com\", \"primary\": true}, {\"value\": \"b@example.com\", \"primary\": true}]")),
        must(
            TAG,
            "an-unknown-attribute-is-no-failure",
            229,
            "RFC 7644 §3.3",
            "(not said: Microsoft's tests want it ignored, strict providers refuse it with 400)",
            t -> {
              var body = t.maker().typical(t.users()).put("noSuchAttribute", "x");
              Expect.calm(t.post(t.users().endpoint(), body));
            }));
  }

  private static Answer missing(Trial t) {
    return t.get(t.users().endpoint() + "/" + t.name("nobody"));
  }

  private static void refused(Trial t, String body) {
    Expect.error(t.post(t.users().endpoint(), body), 400);
  }

  private static Answer again(Trial t, String userName) {
    return t.post(t.users().endpoint(), t.maker().typical(t.users()).put("userName", userName));
  }

  private static void wrong(Trial t, String attribute, String value) {
    if (!t.users().has(attribute)) {
      throw new CheckEnd.Skip("users have no attribute " + attribute);
    }
    var body = t.maker().typical(t.users());
    body.remove(attribute);
    var text = body.toString();
    var open = text.substring(0, text.length() - 1);
    Expect.error(
        t.post(t.users().endpoint(), "%s, %s: %s}".formatted(open, Json.quoted(attribute), value)),
        400,
        "invalidValue",
        "invalidSyntax");
  }
}
