/// Tenants and what lets requests in: tokens, OAuth clients, hashes of passwords.
@NullMarked
package dev.muster.store.tenant;

import org.jspecify.annotations.NullMarked;
