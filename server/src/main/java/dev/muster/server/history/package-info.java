/// The past of a tenant's resources: deleted ones and their restoration, versions and who made
/// them, and how long all that is kept.
@NullMarked
package dev.muster.server.history;

import org.jspecify.annotations.NullMarked;
