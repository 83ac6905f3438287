package dev.muster.store.provisioninglog;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// A request that a job sent to its target, as it is kept.
///
/// @param changeId of the change that it was for; empty text when it was for none, such as a page
///   of a target that is read whole
/// @param status of the answer; 0 when there was none
/// @param entry all that is shown, without secrets; not to be modified
public record TargetRequest(String changeId, Instant at, int status, ObjectNode entry) {
  private static final int FIRST_ERROR = 400;

  /// Whether it was answered with an error, or not at all.
  public boolean failed() {
    return status == 0 || status >= FIRST_ERROR;
  }
}
