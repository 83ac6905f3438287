package dev.muster.provisioning.target;

import dev.muster.provisioning.target.Capabilities.Bulk;
import java.util.Optional;

/// What an administrator or a template knows better than the application's ServiceProviderConfig.
/// What is empty is as the application says.
public record CapabilityOverrides(
    Optional<Boolean> patch,
    Optional<Boolean> bulk,
    Optional<Integer> maxOperations,
    Optional<Integer> maxPayloadSize,
    Optional<Boolean> filter,
    Optional<Boolean> cursor,
    Optional<Integer> pageSize,
    Optional<Boolean> etag) {

  public static final CapabilityOverrides NONE =
      new CapabilityOverrides(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// Whether bulk requests are sent, and nothing else.
  public static CapabilityOverrides ofBulk(boolean bulk) {
    return new CapabilityOverrides(
        Optional.empty(),
        Optional.of(bulk),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// These, and where they say nothing, others.
  public CapabilityOverrides or(CapabilityOverrides others) {
    return new CapabilityOverrides(
        patch.or(others::patch),
        bulk.or(others::bulk),
        maxOperations.or(others::maxOperations),
        maxPayloadSize.or(others::maxPayloadSize),
        filter.or(others::filter),
        cursor.or(others::cursor),
        pageSize.or(others::pageSize),
        etag.or(others::etag));
  }

  /// Those of an application, corrected.
  public Capabilities over(Capabilities said) {
    return new Capabilities(
        patch.orElse(said.patch()),
        bulk(said.bulk()),
        filter.orElse(said.filter()),
        cursor.orElse(said.cursor()),
        pageSize.orElse(said.pageSize()),
        etag.orElse(said.etag()));
  }

  private Optional<Bulk> bulk(Optional<Bulk> said) {
    if (!bulk.orElse(said.isPresent())) {
      return Optional.empty();
    }
    var limits = said.orElse(new Bulk(100, 1 << 20));
    return Optional.of(
        new Bulk(
            maxOperations.orElse(limits.maxOperations()),
            maxPayloadSize.orElse(limits.maxPayloadSize())));
  }
}
