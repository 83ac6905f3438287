package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Json.operation;
import static dev.muster.conformance.check.Json.quoted;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.ScimRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// Input that no honest client sends: the provider may refuse it, and must neither fail nor show
/// its insides.
public final class HostileChecks {
  private static final String TAG = "hostile";
  private static final String SECTION = "RFC 7644 §3.12, §7";
  private static final String SENTENCE =
      "500 (Internal Server Error) An internal error. Implementers SHOULD provide descriptive debugging advice. (An error of the client's is one of the 400s.)";

  private HostileChecks() {}

  /// Checks with users.
  public static List<Check> all() {
    return Stream.of(bodies(), paths(), patches()).flatMap(List::stream).toList();
  }

  private static Check calm(String name, Check.Body body) {
    return must(TAG, name, 389, SECTION, SENTENCE, body);
  }

  private static List<Check> bodies() {
    return List.of(
        calm("deeply-nested-json", t -> create(t, "[".repeat(5000) + "]".repeat(5000))),
        calm(
            "deeply-nested-objects",
            t -> create(t, "{\"a\":".repeat(3000) + "1" + "}".repeat(3000))),
        calm("a-long-text", t -> title(t, quoted("x".repeat(200_000)))),
        calm("a-null-character", t -> title(t, "\"a\\u0000b\"")),
        calm("half-a-surrogate-pair", t -> title(t, "\"\\ud800\"")),
        calm("a-huge-number", t -> title(t, "1e400000")),
        calm("markup-as-text", t -> title(t, quoted("<script>alert(1)</script>"))),
        calm(
            "bytes-that-are-no-utf-8",
            t ->
                Expect.calm(
                    t.send(
                        ScimRequest.of(
                                "POST",
                                t.users().endpoint(),
                                t.maker().typical(t.users()).put("title", "ÄÖÜ").toString())
                            .in(StandardCharsets.ISO_8859_1)))),
        calm(
            "the-same-key-twice",
            t ->
                create(
                    t,
                    "{\"schemas\": [%s], \"userName\": \"%s\", \"userName\": \"%s\"}"
                        .formatted(quoted(t.users().schema()), t.name("a"), t.name("b")))),
        calm(
            "many-values",
            t -> {
              var emails =
                  String.join(",", Collections.nCopies(2000, "{\"value\": \"a@example.com\"}"));
              create(
                  t,
                  "{\"schemas\": [%s], \"userName\": \"%s\", \"emails\": [%s]}"
                      .formatted(quoted(t.users().schema()), t.name("many"), emails));
            }));
  }

  private static List<Check> paths() {
    return List.of(
        calm(
            "a-path-upwards-as-id",
            t -> {
              var answer = t.get(t.users().endpoint() + "/..%2f..%2fetc%2fpasswd");
              Expect.refusal(answer);
            }),
        calm(
            "sql-in-a-filter",
            t -> {
              var answer = t.filter(t.users(), "userName eq \"x' OR '1'='1\"");
              Lists.requireListResponse(answer);
              Expect.equal(0, answer.json().path("totalResults").asInt(-1), "totalResults");
            }),
        calm(
            "wildcards-in-a-filter",
            t -> {
              var answer = t.filter(t.users(), "userName eq \"%\" or userName eq \"*\"");
              Lists.requireListResponse(answer);
              Expect.equal(0, answer.json().path("totalResults").asInt(-1), "totalResults");
            }),
        calm(
            "a-long-filter",
            t -> filter(t, "userName eq \"x\"" + " or userName eq \"y\"".repeat(200))),
        calm("a-deep-filter", t -> filter(t, "(".repeat(300) + "userName pr" + ")".repeat(300))),
        calm(
            "many-attributes",
            t ->
                Expect.calm(
                    t.get(
                        t.users().endpoint() + "?count=1&attributes=" + "a,".repeat(1000) + "b"))),
        calm(
            "a-huge-start-index",
            t ->
                Expect.calm(
                    t.get(t.users().endpoint() + "?startIndex=99999999999999999999&count=1"))),
        calm("a-trailing-slash", t -> Expect.calm(t.get(t.users().endpoint() + "/"))),
        calm("a-double-slash", t -> Expect.calm(t.get("/" + t.users().endpoint()))),
        calm(
            "an-unknown-method",
            t ->
                Expect.status(
                    t.send(ScimRequest.of("PROPFIND", t.users().endpoint())), 400, 404, 405, 501)));
  }

  private static List<Check> patches() {
    return List.of(
        calm(
            "a-patch-of-many-operations",
            t ->
                patch(
                    t,
                    String.join(
                        ",", Collections.nCopies(500, operation("add", "title", "\"x\""))))),
        calm("a-patch-with-a-text-as-operation", t -> patch(t, "\"replace\"")),
        calm("a-patch-with-null-as-operation", t -> patch(t, "null")),
        calm(
            "a-patch-with-a-number-as-path",
            t -> patch(t, "{\"op\": \"add\", \"path\": 7, \"value\": 1}")),
        calm("a-patch-with-an-empty-path", t -> patch(t, operation("replace", "", "\"x\""))),
        calm("a-patch-of-everything", t -> patch(t, operation("remove", "*"))),
        calm("a-patch-with-null-as-value", t -> patch(t, "{\"op\": \"replace\", \"value\": null}")),
        calm(
            "a-patch-with-a-deep-path",
            t -> patch(t, operation("add", "name" + ".a".repeat(500), "\"x\""))));
  }

  private static void create(Trial t, String body) {
    Expect.calm(t.post(t.users().endpoint(), body));
  }

  private static void title(Trial t, String value) {
    create(
        t,
        "{\"schemas\": [%s], \"userName\": \"%s\", \"title\": %s}"
            .formatted(quoted(t.users().schema()), t.name("hostile"), value));
  }

  private static void filter(Trial t, String filter) {
    Expect.calm(t.filter(t.users(), filter));
  }

  private static void patch(Trial t, String operations) {
    var user = t.create(t.users());
    Expect.calm(t.patch(user.path(), operations));
    Expect.status(t.get(user.path()), 200);
  }
}
