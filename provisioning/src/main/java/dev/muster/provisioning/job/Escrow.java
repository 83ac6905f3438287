package dev.muster.provisioning.job;

import java.time.Instant;

/// One object's failure, kept until an attempt succeeds: the object is taken up again at
/// `nextAttempt`, whether or not its source entry changes.
public record Escrow(
    String objectType,
    String sourceId,
    String errorCode,
    String detail,
    int attempts,
    Instant nextAttempt) {}
