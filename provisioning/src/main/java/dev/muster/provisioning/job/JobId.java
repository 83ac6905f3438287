package dev.muster.provisioning.job;

import dev.muster.scim.provider.TenantId;

/// Identifies a provisioning job: a tenant's, by a number that the store gives.
public record JobId(TenantId tenant, long value) {
  @Override
  public String toString() {
    return tenant.value() + "/" + value;
  }
}
