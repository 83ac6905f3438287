/// Dynamic groups: groups whose members are the users that a filter finds, kept up to date by the
/// change feed.
@NullMarked
package dev.muster.server.groups;

import org.jspecify.annotations.NullMarked;
