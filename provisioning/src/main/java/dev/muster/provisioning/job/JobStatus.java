package dev.muster.provisioning.job;

/// Status code of a job — Entra's `synchronizationStatusCode`.
public enum JobStatus {
  NOT_CONFIGURED,
  NOT_RUN,
  ACTIVE,
  PAUSED,
  QUARANTINE
}
