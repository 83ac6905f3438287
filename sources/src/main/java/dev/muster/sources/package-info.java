/// Directories that a provisioning job reads from, one package each.
@NullMarked
package dev.muster.sources;

import org.jspecify.annotations.NullMarked;
