package dev.muster.conformance;

/// A server that does not do what a check asks for.
final class CheckFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  CheckFailure(String message) {
    super(message);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new CheckFailure(otherwise);
    }
  }

  static void requireEqual(Object expected, Object found, String what) {
    require(expected.equals(found), "%s: expected %s, found %s".formatted(what, expected, found));
  }

  static void requireStatus(int expected, Scim.Answer answer, String what) {
    require(
        answer.status() == expected,
        "%s: expected status %d, found %d %s"
            .formatted(what, expected, answer.status(), answer.body()));
  }
}
