/// Many operations in one request: BulkRequest messages and the references between their operations
/// (RFC 7644 §3.7).
@NullMarked
package dev.muster.scim.bulk;

import org.jspecify.annotations.NullMarked;
