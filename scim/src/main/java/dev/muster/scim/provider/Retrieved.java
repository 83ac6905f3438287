package dev.muster.scim.provider;

import dev.muster.scim.provider.ScimProvider.Answer;
import java.io.IOException;
import java.io.OutputStream;

/// A resource to answer a GET with (RFC 7644 §3.4.1).
public sealed interface Retrieved {
  /// Its weak entity tag.
  String etag();

  /// One that is in memory.
  record Whole(Answer answer) implements Retrieved {
    @Override
    public String etag() {
      return answer.etag();
    }
  }

  /// A large one: its members are read while it is written.
  record InParts(Representation representation, String location, String etag)
      implements Retrieved {}

  /// The JSON text of a resource that is not in memory.
  @FunctionalInterface
  interface Representation {
    void writeTo(OutputStream out) throws IOException;
  }
}
