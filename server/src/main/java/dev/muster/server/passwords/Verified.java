package dev.muster.server.passwords;

import dev.muster.scim.provider.StoredResource;

/// A user whose password it was.
///
/// @param temporary whether they have to change it before anything else
public record Verified(StoredResource user, boolean temporary) {}
