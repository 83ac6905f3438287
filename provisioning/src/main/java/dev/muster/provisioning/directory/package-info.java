/// A tenant's own directory as a source and as a target, in process.
@NullMarked
package dev.muster.provisioning.directory;

import org.jspecify.annotations.NullMarked;
