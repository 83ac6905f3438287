package dev.muster.server.scim;

import dev.muster.server.http.Response;

/// What a SCIM route leads to.
@FunctionalInterface
interface ScimOperation {
  Response answer(ScimCall call);
}
