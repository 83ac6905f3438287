package dev.muster.provisioning.mapping;

/// A mapping that cannot be run; the message names its target, what is wrong and where.
public final class MappingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MappingException(String message) {
    super(message);
  }
}
