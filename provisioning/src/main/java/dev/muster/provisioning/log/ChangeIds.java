package dev.muster.provisioning.log;

import java.time.Instant;
import java.util.UUID;

/// Makes ids of changes: UUIDs of version 7 (RFC 9562 §5.7), which grow with time. An index over
/// them is written at its end, so that a log of many millions costs a create no more than an empty
/// one.
final class ChangeIds {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_HIGH = 0x0fffL;
  private static final long RANDOM_LOW = 0x3fff_ffff_ffff_ffffL;
  private static final int TIME_SHIFT = 16;

  private ChangeIds() {}

  static String next(Instant now) {
    var random = UUID.randomUUID();
    var high =
        (now.toEpochMilli() << TIME_SHIFT)
            | VERSION
            | (random.getMostSignificantBits() & RANDOM_HIGH);
    var low = VARIANT | (random.getLeastSignificantBits() & RANDOM_LOW);
    return new UUID(high, low).toString();
  }
}
