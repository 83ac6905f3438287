package dev.muster.provisioning.mapping;

import java.util.Optional;

/// What holds for all attribute mappings of a job that do not say otherwise.
///
/// @param nullsClear whether a value that the source no longer has is removed from the target
/// @param defaultDomain what `DefaultDomain()` gives
public record FlowSettings(boolean nullsClear, Optional<String> defaultDomain) {
  public static final FlowSettings DEFAULT = new FlowSettings(true, Optional.empty());
}
