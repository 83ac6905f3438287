package dev.muster.conformance.check;

import dev.muster.conformance.http.Answer;
import dev.muster.conformance.provider.Urns;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What checks demand; each method throws a [CheckEnd.Failure] if it is not so.
public final class Expect {
  private Expect() {}

  public static void that(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new CheckEnd.Failure(expected, found.toString());
    }
  }

  public static void equal(Object expected, Object found, String what) {
    that(expected.equals(found), "%s %s".formatted(what, expected), what + " " + found);
  }

  /// One of these statuses.
  public static void status(Answer answer, int... allowed) {
    that(
        Arrays.stream(allowed).anyMatch(status -> status == answer.status()),
        "status "
            + Arrays.stream(allowed).mapToObj(String::valueOf).collect(Collectors.joining(" or ")),
        answer.summary());
  }

  public static void success(Answer answer) {
    that(answer.isSuccess(), "a status of the 200s", answer.summary());
  }

  /// A SCIM error body with this status, and with one of these words as scimType if any are given
  /// (RFC 7644 §3.12).
  public static void error(Answer answer, int status, String... scimTypes) {
    status(answer, status);
    that(
        answer.json().path("schemas").toString().contains(Urns.ERROR),
        "an error body with schema " + Urns.ERROR,
        answer.summary());
    if (scimTypes.length > 0) {
      that(
          Arrays.asList(scimTypes).contains(answer.at("scimType")),
          "scimType " + String.join(" or ", scimTypes),
          answer.summary());
    }
  }

  /// An answer that says that the client is at fault, in SCIM's form: no failure of the provider's.
  public static void refusal(Answer answer) {
    that(answer.status() / 100 == 4, "a status of the 400s", answer.summary());
  }

  /// Neither a failure of the provider's nor anything of its insides.
  public static void calm(Answer answer) {
    that(answer.status() < 500, "no status of the 500s", answer.summary());
    that(
        !answer.text().contains("\tat ") && !answer.text().contains("Traceback (most recent"),
        "no stack trace",
        answer.summary());
  }
}
