/// What a tenant's changes are to others: the change feed over HTTP, webhooks, and security event
/// tokens (RFC 9967). All of them read the change feed, each with its own cursor.
@NullMarked
package dev.muster.server.events;

import org.jspecify.annotations.NullMarked;
