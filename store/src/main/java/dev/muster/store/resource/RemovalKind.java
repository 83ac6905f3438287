package dev.muster.store.resource;

/// How a client takes access away.
public enum RemovalKind {
  USERS_DELETED,
  USERS_DEACTIVATED,
  GROUPS_DELETED,
  MEMBERS_REMOVED
}
