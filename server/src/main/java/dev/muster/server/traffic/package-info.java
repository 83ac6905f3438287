/// Who may go on when many want to: each tenant's own rate limit, and a fair share of the server
/// for every tenant.
@NullMarked
package dev.muster.server.traffic;

import org.jspecify.annotations.NullMarked;
