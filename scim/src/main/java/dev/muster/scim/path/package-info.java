/// Attribute paths and value paths, as filters, PATCH operations and projections name them (RFC
/// 7644 §3.4.2.2, §3.5.2, §3.10).
@NullMarked
package dev.muster.scim.path;

import org.jspecify.annotations.NullMarked;
