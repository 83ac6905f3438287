/// The administrators themselves: who they are, their roles, how one signs in.
@NullMarked
package dev.muster.server.administrators;

import org.jspecify.annotations.NullMarked;
