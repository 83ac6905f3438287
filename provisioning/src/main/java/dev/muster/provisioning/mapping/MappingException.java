package dev.muster.provisioning.mapping;

/// A mapping that cannot be compiled, or that has no value for an entry because the entry's values
/// do not fit. The message names the mapping's target, what is wrong, where, and the way out.
public final class MappingException extends RuntimeException {
  private final String target;

  MappingException(String target, String problem, Throwable cause) {
    super("mapping of \"%s\": %s".formatted(target, problem), cause);
    this.target = target;
  }

  MappingException(String target, String problem) {
    super("mapping of \"%s\": %s".formatted(target, problem));
    this.target = target;
  }

  /// The path in the target whose mapping it is.
  public String target() {
    return target;
  }
}
