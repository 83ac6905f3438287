package dev.muster.store.resource;

/// Which resource of all tenants.
record ResourceKey(long tenant, String id) {}
