package dev.muster.store.resource;

import dev.muster.scim.provider.StoredResource;
import java.time.Instant;

/// A resource as it was when it was deleted.
public record DeletedResource(StoredResource resource, Instant deleted) {}
