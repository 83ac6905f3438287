/// The provisioning log and the requests that were sent to targets for it: recorded, searched,
/// exported and forgotten in time.
@NullMarked
package dev.muster.server.provisioninglog;

import org.jspecify.annotations.NullMarked;
