/// Tenants and their access tokens.
@NullMarked
package dev.muster.store.tenant;

import org.jspecify.annotations.NullMarked;
