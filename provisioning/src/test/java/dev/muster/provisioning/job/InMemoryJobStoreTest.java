package dev.muster.provisioning.job;

import dev.muster.scim.provider.TenantId;
import java.util.concurrent.atomic.AtomicLong;

class InMemoryJobStoreTest extends JobStoreContract {
  private final JobStore store = new InMemoryJobStore();
  private final AtomicLong tenants = new AtomicLong();

  @Override
  public JobStore store() {
    return store;
  }

  @Override
  public TenantId freshTenant() {
    return new TenantId(tenants.incrementAndGet());
  }
}
