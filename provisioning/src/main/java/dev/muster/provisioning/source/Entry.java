package dev.muster.provisioning.source;

import tools.jackson.databind.node.ObjectNode;

/// One user or group of a source directory, as read: without a group's members.
///
/// @param displayName for people who read plans and logs
/// @param attributes what expressions refer to: `[name.givenName]` is a path into it, or a key of
///   it
public record Entry(String objectType, String id, String displayName, ObjectNode attributes) {}
