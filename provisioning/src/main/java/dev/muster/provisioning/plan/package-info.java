/// The pure core: from what should be and what is known to be, the actions of a plan, and the guard
/// that judges it.
@NullMarked
package dev.muster.provisioning.plan;

import org.jspecify.annotations.NullMarked;
