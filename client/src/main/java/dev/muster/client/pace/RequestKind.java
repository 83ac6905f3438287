package dev.muster.client.pace;

import java.util.function.IntSupplier;

/// What a rate limit may ask of a request.
///
/// @param endpoint such as `/Users`
/// @param bytes length of its body; asked for when a limit depends on it
/// @param object that it is about, by its address
/// @param members how many it adds to a group; asked for when a limit depends on it
public record RequestKind(
    String method, String endpoint, IntSupplier bytes, String object, IntSupplier members) {

  /// A request that adds no members.
  public RequestKind(String method, String endpoint, IntSupplier bytes) {
    this(method, endpoint, bytes, "", () -> 0);
  }
}
