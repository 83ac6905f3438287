/// Schemas, resource types and attributes with their characteristics (RFC 7643 §2, §6, §7). The
/// shipped definitions of User, Group and EnterpriseUser are JSON resources beside this package.
@NullMarked
package dev.muster.scim.schema;

import org.jspecify.annotations.NullMarked;
