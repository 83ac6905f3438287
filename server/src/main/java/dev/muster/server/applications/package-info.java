/// How enterprise applications are connected: credentials, pace, what they can do, and what is
/// handed out to their new users.
@NullMarked
package dev.muster.server.applications;

import org.jspecify.annotations.NullMarked;
