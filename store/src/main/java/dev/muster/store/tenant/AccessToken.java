package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.Optional;

/// A bearer token of a tenant's SCIM endpoint, as it is kept: by its digest.
///
/// @param hash SHA-256 of the token, in hex
public record AccessToken(
    TenantId tenant,
    long id,
    String name,
    String hash,
    Instant created,
    Optional<Instant> expires) {}
