package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import java.time.Instant;

/// A customer or organisation with its own directory, tokens and jobs.
///
/// @param name part of the tenant's URL: 1–63 lower-case letters, digits and hyphens
public record Tenant(TenantId id, String name, Instant created) {}
