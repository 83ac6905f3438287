package dev.muster.store.alert;

import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// Something that a person should know.
///
/// @param subject what it is about, so that the same is told once
/// @param content what is sent, not to be modified
public record Alert(TenantId tenant, long id, Instant at, String subject, ObjectNode content) {}
