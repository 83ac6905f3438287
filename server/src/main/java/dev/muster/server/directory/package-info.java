/// A tenant's directory for administrators.
@NullMarked
package dev.muster.server.directory;

import org.jspecify.annotations.NullMarked;
