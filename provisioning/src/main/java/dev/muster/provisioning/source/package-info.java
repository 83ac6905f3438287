/// The port to a source directory: its entries, their groups, and what changed since a watermark.
@NullMarked
package dev.muster.provisioning.source;

import org.jspecify.annotations.NullMarked;
