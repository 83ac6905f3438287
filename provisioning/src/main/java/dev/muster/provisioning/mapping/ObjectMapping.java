package dev.muster.provisioning.mapping;

import dev.muster.provisioning.scope.CompiledFilter;
import dev.muster.provisioning.scope.ObjectScope;
import dev.muster.provisioning.scope.ScopingFilter;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// How entries of one type become target objects of one type — Entra's `objectMapping`.
///
/// @param objectType `User` or `Group`: the name of the type in source and target alike
/// @param endpoint the target's endpoint, such as `/Users`
/// @param members whether the entries' members are provisioned too (groups)
/// @param flow which actions the job may take
/// @param outOfScope what happens to a target object whose entry left the scope
/// @param missing what happens to a target object whose entry is gone from the source
/// @param filter which entries are in scope by their attributes — Entra's `scope`
/// @param nestedMembers what becomes of groups in groups
public record ObjectMapping(
    String objectType,
    String endpoint,
    boolean enabled,
    boolean members,
    Set<Flow> flow,
    Leaver outOfScope,
    Leaver missing,
    List<AttributeMapping> attributes,
    ScopingFilter filter,
    NestedMembers nestedMembers) {

  public ObjectMapping {
    flow = Set.copyOf(flow);
    attributes = List.copyOf(attributes);
    // What an older version has stored knows nothing of these.
    filter = Objects.requireNonNullElse(filter, ScopingFilter.NONE);
    nestedMembers = Objects.requireNonNullElse(nestedMembers, NestedMembers.FLATTEN);
  }

  /// A mapping that has no scoping filter.
  public ObjectMapping(
      String objectType,
      String endpoint,
      boolean enabled,
      boolean members,
      Set<Flow> flow,
      Leaver outOfScope,
      Leaver missing,
      List<AttributeMapping> attributes) {
    this(
        objectType,
        endpoint,
        enabled,
        members,
        flow,
        outOfScope,
        missing,
        attributes,
        ScopingFilter.NONE,
        NestedMembers.FLATTEN);
  }

  /// Whether some values may become others as time passes.
  public boolean dependsOnTime() {
    return enabled && attributes.stream().anyMatch(AttributeMapping::dependsOnTime);
  }

  /// The same mapping of other attributes.
  public ObjectMapping withAttributes(List<AttributeMapping> others) {
    return new ObjectMapping(
        objectType,
        endpoint,
        enabled,
        members,
        flow,
        outOfScope,
        missing,
        others,
        filter,
        nestedMembers);
  }

  /// The filter, ready to run. Throws [dev.muster.provisioning.scope.ScopeException] naming the
  /// clause that cannot be used.
  public ObjectScope scope() {
    return new ObjectScope(
        objectType,
        members,
        nestedMembers != NestedMembers.FLATTEN,
        CompiledFilter.compile(filter));
  }

  /// The same mapping with another scoping filter.
  public ObjectMapping withFilter(ScopingFilter other) {
    return new ObjectMapping(
        objectType,
        endpoint,
        enabled,
        members,
        flow,
        outOfScope,
        missing,
        attributes,
        other,
        nestedMembers);
  }

  /// The same mapping with another answer to groups in groups.
  public ObjectMapping withNestedMembers(NestedMembers other) {
    return new ObjectMapping(
        objectType,
        endpoint,
        enabled,
        members,
        flow,
        outOfScope,
        missing,
        attributes,
        filter,
        other);
  }

  /// What a target's group gets where a source's group has groups in it.
  public enum NestedMembers {
    /// Everyone who is in them, however deep: for applications that know no groups in groups, which
    /// are most.
    FLATTEN,
    /// The groups themselves, as the source has them.
    KEEP,
    /// Both.
    BOTH
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
