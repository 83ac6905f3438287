package dev.muster.provisioning.job;

import dev.muster.provisioning.mapping.TargetState;

/// That a source entry and a target object are the same person or group, and what the target was
/// last known to hold — Entra's object connection.
///
/// @param disabled whether the target object was disabled because its entry left the scope or the
///   source
public record Link(
    String objectType, String sourceId, String targetId, TargetState known, boolean disabled) {}
