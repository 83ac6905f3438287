/// The process: wiring, HTTP, tenants, admin API, CLI.
@NullMarked
package dev.muster.server;

import org.jspecify.annotations.NullMarked;
