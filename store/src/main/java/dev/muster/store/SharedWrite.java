package dev.muster.store;

import java.util.function.Function;

/// A change that shares its transaction with others.
///
/// @param <T> its outcome
@FunctionalInterface
public interface SharedWrite<T> extends Function<Transaction, T> {

  /// Says what it will need, before any of them runs, so that it can be had for all at once. It may
  /// gather and do nothing else, and is not always asked.
  default void announce(Transaction transaction) {
    // Most need nothing that others need too.
  }
}
