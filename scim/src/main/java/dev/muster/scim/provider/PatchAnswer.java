package dev.muster.scim.provider;

/// When the answer to a PATCH has the resource in it. Otherwise it is empty (204), as RFC 7644
/// §3.5.2 allows unless the client names attributes.
public enum PatchAnswer {
  /// Always.
  RESOURCE,
  /// Unless it is a Group that has more members than a page has resources: who adds one does not
  /// want them all.
  UNLESS_LARGE,
  /// Unless it is large, or a Group of whose members alone something has changed: Entra's
  /// documentation advises against sending them.
  UNLESS_MEMBERS
}
