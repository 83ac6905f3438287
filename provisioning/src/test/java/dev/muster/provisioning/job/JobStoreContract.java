package dev.muster.provisioning.job;

import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.scim.provider.TenantId;
import org.junit.jupiter.api.BeforeEach;

/// What every [JobStore] does. A test of one extends this class.
public abstract class JobStoreContract
    implements JobsContract,
        LinksContract,
        MembersContract,
        PlansContract,
        SettlingContract,
        EscrowsContract,
        SafetyContract,
        LogContract {

  private JobId job = new JobId(new TenantId(0), 0);

  /// The store under test; the same one for the length of a test.
  @Override
  public abstract JobStore store();

  /// A tenant that has no jobs yet.
  @Override
  public abstract TenantId freshTenant();

  @Override
  public final JobId job() {
    return job;
  }

  @BeforeEach
  final void createJob() {
    job =
        store()
            .create(freshTenant(), "payroll", Kind.APPLICATION, JobSamples.SETTINGS)
            .orElseThrow()
            .id();
  }
}
