package dev.muster.provisioning.source;

/// A role of an application, with which users and groups are assigned to it — Entra's `appRole`.
///
/// @param id what the assignment names
/// @param value what the application gets
/// @param displayName for people
public record AppRole(String id, String value, String displayName) {}
