package dev.muster.store.job;

import java.time.Instant;
import java.util.Optional;

/// How an application is reached, as it is kept.
///
/// @param sealedToken the secret token, encrypted
/// @param requestsPerSecond empty for no limit
public record ApplicationConnection(
    String tenantUrl, String sealedToken, Optional<Integer> requestsPerSecond, Instant updated) {}
