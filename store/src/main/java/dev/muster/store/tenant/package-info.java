/// Tenants and what lets requests in: tokens and OAuth clients.
@NullMarked
package dev.muster.store.tenant;

import org.jspecify.annotations.NullMarked;
