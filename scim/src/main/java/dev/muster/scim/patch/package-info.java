/// PATCH: operations as values and their application to a resource, all or none (RFC 7644 §3.5.2).
@NullMarked
package dev.muster.scim.patch;

import org.jspecify.annotations.NullMarked;
