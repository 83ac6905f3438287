/// Filters: the whole grammar of RFC 7644 §3.4.2.2 as a sealed family, its check against a schema,
/// and the one evaluator that every database's answer is held to.
@NullMarked
package dev.muster.scim.filter;

import org.jspecify.annotations.NullMarked;
