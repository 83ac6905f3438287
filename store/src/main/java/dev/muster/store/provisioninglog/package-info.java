/// What jobs did and how: the provisioning log as people search it, and the requests that were sent
/// to targets for it.
@NullMarked
package dev.muster.store.provisioninglog;

import org.jspecify.annotations.NullMarked;
