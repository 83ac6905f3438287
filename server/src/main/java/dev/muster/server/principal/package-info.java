/// Who asks the admin API, what their roles allow, and the log of what they asked for.
@NullMarked
package dev.muster.server.principal;

import org.jspecify.annotations.NullMarked;
