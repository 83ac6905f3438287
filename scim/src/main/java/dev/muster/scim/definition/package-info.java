/// What a tenant defines of its own — schemas, resource types, which attributes have lookups — and
/// what a change of that asks of the resources that are there (RFC 7643 §6, §7).
@NullMarked
package dev.muster.scim.definition;

import org.jspecify.annotations.NullMarked;
