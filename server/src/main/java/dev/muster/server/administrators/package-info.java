/// Who administers the server: what each may do, how one signs in, and the log of what was done.
/// The admin API asks here before it does anything, whoever calls it: the console, the CLI, a
/// script.
@NullMarked
package dev.muster.server.administrators;

import org.jspecify.annotations.NullMarked;
