/// A tenant as requests and jobs meet it: what it has set, and what follows from that.
///
/// A setting is a component of `TenantSettings`, read from JSON in one place; what it leads to is
/// made once for each revision of the tenant and lies in `LiveTenant`.
@NullMarked
package dev.muster.server.tenant;

import org.jspecify.annotations.NullMarked;
