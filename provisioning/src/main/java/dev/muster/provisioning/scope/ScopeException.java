package dev.muster.provisioning.scope;

/// A scoping filter that cannot be used. The message names the clause, what is wrong with it, and
/// the way out.
public final class ScopeException extends RuntimeException {
  ScopeException(String message) {
    super(message);
  }
}
