package dev.muster.provisioning.scope;

/// Which entries of one object mapping are in scope.
///
/// @param groups whether the entries are groups: those are assigned themselves
/// @param nested whether groups in assigned groups are in scope as well, since the target shows
///   groups in groups
public record ObjectScope(
    String objectType, boolean groups, boolean nested, CompiledFilter filter) {}
