package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.ScimRequest;
import java.util.List;

/// Who may ask (RFC 7644 §2), and `/Me` (§3.11).
public final class AccessChecks {
  private static final String TAG = "auth";
  private static final String SECTION = "RFC 7644 §2";
  private static final String MAPPING =
      "Regardless of methodology, the SCIM service provider MUST be able to map the authenticated client to an access control policy in order to determine the client's authorization to retrieve and update SCIM resources.";

  private AccessChecks() {}

  public static List<Check> all() {
    return List.of(
        must(TAG, "no-token-is-401", 203, SECTION, MAPPING, t -> Expect.status(with(t, ""), 401)),
        must(
            TAG,
            "a-wrong-token-is-401",
            203,
            SECTION,
            MAPPING,
            t -> Expect.status(with(t, "Bearer " + t.name("token")), 401)),
        must(
            TAG,
            "401-names-the-schemes",
            204,
            SECTION,
            "when the client … does not provide credentials … [the response includes] a WWW-Authenticate header (RFC 9110 §15.5.2: the server generating a 401 response MUST send a WWW-Authenticate header field)",
            t ->
                Expect.that(
                    !with(t, "").header("WWW-Authenticate").isEmpty(),
                    "a header WWW-Authenticate",
                    with(t, "").headers())),
        should(
            TAG,
            "401-has-an-error-body",
            385,
            "RFC 7644 §3.12",
            "In addition to returning an HTTP response code, implementers MUST return the errors in the body of the response in a JSON format",
            t -> Expect.error(with(t, "Bearer " + t.name("token")), 401)),
        should(
            "me",
            "is-answered-or-501",
            380,
            "RFC 7644 §3.11",
            "A service provider that does NOT support this feature SHOULD respond with HTTP status code 501 (Not Implemented).",
            t -> Expect.status(t.get("/Me"), 200, 308, 307, 501)),
        must(
            "me",
            "names-the-permanent-address",
            381,
            "RFC 7644 §3.11",
            "the HTTP \"Location\" header … MUST be the resource's permanent URI [if the /Me URI is answered directly]",
            AccessChecks::meLocation));
  }

  private static Answer with(Trial t, String authorization) {
    var endpoint = t.provider().kinds().getFirst().endpoint();
    return t.send(
        ScimRequest.of("GET", endpoint + "?count=1").with("Authorization", authorization));
  }

  private static void meLocation(Trial t) {
    var me = t.get("/Me");
    if (me.status() != 200) {
      throw new CheckEnd.Skip("/Me is not answered directly");
    }
    Expect.that(
        me.at("meta", "location").endsWith("/" + me.at("id")),
        "meta.location with the user's id",
        me.at("meta", "location"));
    Expect.equal(me.at("meta", "location"), me.header("Location"), "Location");
  }
}
