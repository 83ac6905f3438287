/// Schemas and resource types of tenants: the admin API that changes them, and what it finds out
/// about the resources that are there before it does.
@NullMarked
package dev.muster.server.definitions;

import org.jspecify.annotations.NullMarked;
