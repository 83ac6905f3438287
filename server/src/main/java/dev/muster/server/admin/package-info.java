/// The admin API at `/api/v1`, for whoever runs the server: JSON, guarded by the admin token,
/// errors as problem details (RFC 9457) that name the field.
///
/// A group of operations is an `AdminRoutes`: it adds its routes to the table, and is itself added
/// to the list in `MusterServer`. A handler takes its input with `RequestFields`, finds the tenant
/// in the path with `TenantLookup`, answers with `AdminResponses` and refuses by throwing
/// `HttpException`.
@NullMarked
package dev.muster.server.admin;

import org.jspecify.annotations.NullMarked;
