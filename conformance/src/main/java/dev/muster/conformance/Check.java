package dev.muster.conformance;

/// One thing that a server has to do.
///
/// @param section of RFC 7643 or 7644 that asks for it, or the client that needs it
record Check(String id, String section, String title, Body body) {

  /// Asks the server, and throws [CheckFailure] if it does not do it.
  interface Body {
    void run(Scim scim, Fixture fixture);
  }
}
