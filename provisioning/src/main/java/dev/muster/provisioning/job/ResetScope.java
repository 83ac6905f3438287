package dev.muster.provisioning.job;

/// What a restart forgets — Entra's `synchronizationJobRestartScope`.
public enum ResetScope {
  /// Which target object each entry is: everyone is matched anew. Entra's `ConnectorDataStore`.
  LINKS,
  /// Failures that wait for their next attempt.
  ESCROWS,
  /// How far the source has been read: the next cycle reads all of it.
  WATERMARK,
  QUARANTINE,
  FULL
}
