package dev.muster.server.requestlog;

import dev.muster.server.http.Response;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.tenant.AccessToken;
import java.util.Optional;

/// A request whose answer has been made, before anything is written about it.
///
/// @param tenant whose endpoint it was
/// @param token the client's token; empty when none was accepted
record AnsweredRequest(
    RequestTrace trace,
    LiveTenant tenant,
    Optional<AccessToken> token,
    Response response,
    long durationMicros) {}
