/// The port to a target: find, create, update and delete objects; and the target that is a SCIM
/// application.
@NullMarked
package dev.muster.provisioning.target;

import org.jspecify.annotations.NullMarked;
