package dev.muster.server.scim;

import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.tenant.AccessToken;

/// Who asks: the security subject of a request (RFC 7644 §2).
public record Identity(LiveTenant tenant, AccessToken token) {}
