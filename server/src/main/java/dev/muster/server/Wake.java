package dev.muster.server;

import java.util.concurrent.atomic.AtomicReference;

/// Ties a knot in the wiring: the store tells the job runner that something changed, and the job
/// runner is made of the store.
final class Wake {
  private final AtomicReference<Runnable> call = new AtomicReference<>(() -> {});

  void calls(Runnable runnable) {
    call.set(runnable);
  }

  void up() {
    call.get().run();
  }
}
