/// Self-service: a person of a tenant's directory signs in, changes a password that was given to
/// them, makes passkeys, and sees which accounts they have.
@NullMarked
package dev.muster.server.selfservice;

import org.jspecify.annotations.NullMarked;
