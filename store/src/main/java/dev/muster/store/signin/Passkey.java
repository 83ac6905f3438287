package dev.muster.store.signin;

import java.time.Instant;
import java.util.Optional;

/// A passkey with which somebody signs in (W3C Web Authentication).
///
/// @param credential id of the credential, in base64url
/// @param userHandle by which the authenticator knows the account, in base64url
/// @param publicKey as a COSE key, in base64url
/// @param signatures how often it has signed, as far as it counts
/// @param name by which its owner tells it from others
public record Passkey(
    String credential,
    Account account,
    String userHandle,
    String publicKey,
    long signatures,
    String name,
    Instant created,
    Optional<Instant> lastUsed) {}
