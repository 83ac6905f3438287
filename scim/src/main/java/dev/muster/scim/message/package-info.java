/// The protocol's messages: errors with their scimType, list responses (RFC 7644 §3.1, §3.12).
@NullMarked
package dev.muster.scim.message;

import org.jspecify.annotations.NullMarked;
