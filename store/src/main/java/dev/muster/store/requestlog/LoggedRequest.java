package dev.muster.store.requestlog;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A request as it is kept.
///
/// @param requestId what the client was given in the X-Request-Id header
/// @param resourceId of the resource that the request was about; empty text for a query or for
///   something refused before that was known
/// @param token number of the token that it came with; empty for none that is kept
/// @param entry all that is shown, without secrets; not to be modified
public record LoggedRequest(
    String requestId,
    Instant at,
    int status,
    String method,
    String resourceId,
    Optional<Long> token,
    ObjectNode entry) {}
