package dev.muster.scim.provider;

/// A member of a group: the resource's id, its type, `User` or `Group` (RFC 7643 §4.2), and what
/// people call it.
public record Member(String id, String resourceType, String displayName) {}
