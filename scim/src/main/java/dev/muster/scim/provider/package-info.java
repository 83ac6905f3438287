/// The service provider: create, retrieve, query, replace, modify and delete for one tenant (RFC
/// 7644 §3), over the port ResourceStore that a database implements.
@NullMarked
package dev.muster.scim.provider;

import org.jspecify.annotations.NullMarked;
