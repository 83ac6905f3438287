package dev.muster.scim.provider;

/// A member of a group: the resource's id and its type, `User` or `Group` (RFC 7643 §4.2).
public record Member(String id, String resourceType) {}
