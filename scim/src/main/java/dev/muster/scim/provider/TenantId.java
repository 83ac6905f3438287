package dev.muster.scim.provider;

/// Identifies a tenant: whose resources, tokens and jobs. Every key in a store begins with it (RFC
/// 7644 §6).
public record TenantId(long value) {}
