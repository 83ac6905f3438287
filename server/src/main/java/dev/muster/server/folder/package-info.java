/// The data folder: the database file, the keys, and what the command line needs to find a running
/// server.
@NullMarked
package dev.muster.server.folder;

import org.jspecify.annotations.NullMarked;
