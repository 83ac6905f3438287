package dev.muster.provisioning.graph;

/// A file that is no synchronization schema, or one of which a part would be wrong if it were left
/// out. The message names the part and the way out.
public final class GraphException extends RuntimeException {
  GraphException(String message) {
    super(message);
  }
}
