package dev.muster.store.job;

import java.time.Instant;
import java.util.Optional;

/// How an application is reached, as it is kept.
///
/// @param settings JSON without secrets; `{}` of a connection that has a secret token alone
/// @param sealedSecrets the secrets, encrypted
/// @param requestsPerSecond of a connection without settings; empty for no limit
public record ApplicationConnection(
    String tenantUrl,
    String settings,
    String sealedSecrets,
    Optional<Integer> requestsPerSecond,
    Instant updated) {}
