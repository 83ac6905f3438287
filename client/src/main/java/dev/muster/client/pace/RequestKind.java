package dev.muster.client.pace;

import java.util.function.IntSupplier;

/// What a rate limit may ask of a request.
///
/// @param endpoint such as `/Users`
/// @param bytes length of its body; asked for when a limit depends on it
public record RequestKind(String method, String endpoint, IntSupplier bytes) {}
