package dev.muster.store.resource;

import dev.muster.scim.provider.WriteOutcome;

/// What a write came to inside its transaction.
sealed interface Performed {
  /// The resource as it now is, or was when it was deleted; its document is still text.
  record Done(ResourceRow row, boolean changed) implements Performed {}

  /// Nothing was done, for this reason.
  record Refused(WriteOutcome reason) implements Performed {}
}
