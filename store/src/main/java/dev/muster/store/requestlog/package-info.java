/// The request log of each tenant: what clients asked of its SCIM endpoint, and what they were
/// answered.
@NullMarked
package dev.muster.store.requestlog;

import org.jspecify.annotations.NullMarked;
