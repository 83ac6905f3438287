package dev.muster.scim.provider;

import java.time.Clock;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Makes ids of resources: UUIDs of version 7 (RFC 9562 §5.7). They grow with time, so that new
/// rows lie beside each other in an index.
final class ResourceIds implements Supplier<String> {
  private final Clock clock;
  private final LongSupplier random;

  ResourceIds(Clock clock, LongSupplier random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String get() {
    var high = (clock.millis() << 16) | 0x7000 | (random.getAsLong() & 0xFFF);
    var low = (random.getAsLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
