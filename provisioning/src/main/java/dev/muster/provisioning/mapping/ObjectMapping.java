package dev.muster.provisioning.mapping;

import java.util.List;
import java.util.Set;

/// How entries of one type become target objects of one type — Entra's `objectMapping`.
///
/// @param objectType `User` or `Group`: the name of the type in source and target alike
/// @param endpoint the target's endpoint, such as `/Users`
/// @param members whether the entries' members are provisioned too (groups)
/// @param flow which actions the job may take
/// @param outOfScope what happens to a target object whose entry left the scope
/// @param missing what happens to a target object whose entry is gone from the source
public record ObjectMapping(
    String objectType,
    String endpoint,
    boolean enabled,
    boolean members,
    Set<Flow> flow,
    Leaver outOfScope,
    Leaver missing,
    List<AttributeMapping> attributes) {

  public ObjectMapping {
    flow = Set.copyOf(flow);
    attributes = List.copyOf(attributes);
  }

  /// The same mapping of other attributes.
  public ObjectMapping withAttributes(List<AttributeMapping> others) {
    return new ObjectMapping(
        objectType, endpoint, enabled, members, flow, outOfScope, missing, others);
  }

  /// Target object actions — Entra's `flowTypes`.
  public enum Flow {
    CREATE,
    UPDATE,
    DELETE
  }

  /// What becomes of a leaver's account.
  public enum Leaver {
    /// `active` is set to false; the account stays.
    DISABLE,
    DELETE,
    /// The account is left as it is.
    KEEP
  }
}
