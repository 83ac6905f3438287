package dev.muster.store.administrator;

import java.time.Instant;

/// Somebody's stay in the console.
///
/// @param hash SHA-256 of the cookie, in hex
/// @param address where it was begun from
/// @param agent the browser, as it calls itself
public record Session(
    String hash,
    long administrator,
    String address,
    String agent,
    Instant created,
    Instant lastSeen) {}
