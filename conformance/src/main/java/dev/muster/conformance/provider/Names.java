package dev.muster.conformance.provider;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Names that nobody else has: all of one run begin alike, so that a run on a shared provider
/// touches and finds only what is its own.
public final class Names {
  private final String prefix;
  private final AtomicInteger count = new AtomicInteger();

  private Names(String prefix) {
    this.prefix = prefix;
  }

  public static Names random() {
    return new Names("check-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /// What all names of this run begin with.
  public String prefix() {
    return prefix;
  }

  /// A new name, such as `check-1b2c3d4e-7-user`: in lower case, since a provider may fold the case
  /// of what is not case exact.
  public String next(String what) {
    return "%s-%d-%s".formatted(prefix, count.incrementAndGet(), what.toLowerCase(Locale.ROOT));
  }
}
