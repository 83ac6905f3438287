/// How people sign in: their passkeys, the sessions that follow, and what a browser was asked for.
/// Administrators of the server and people of a tenant's directory are accounts alike.
@NullMarked
package dev.muster.store.signin;

import org.jspecify.annotations.NullMarked;
