package dev.muster.scim.provider;

import java.util.List;

/// What became of a write.
public sealed interface WriteOutcome {
  /// The write is durable. `changed` is false when it found everything as it wanted it: version,
  /// lastModified and the change feed are then untouched.
  record Written(StoredResource resource, boolean changed) implements WriteOutcome {}

  /// Another resource of the type has this value of a unique attribute.
  record Duplicate(String attribute, String value) implements WriteOutcome {}

  /// The resource has moved on from the version that the write was made for.
  record Stale(long currentVersion) implements WriteOutcome {}

  /// No such resource.
  record Missing() implements WriteOutcome {}

  /// Members to add that are no resources of the tenant.
  record UnknownMembers(List<String> ids) implements WriteOutcome {
    public UnknownMembers {
      ids = List.copyOf(ids);
    }
  }

  /// The tenant has as many resources of the type as it may have.
  record QuotaReached(long most) implements WriteOutcome {}
}
