/// Alerts about provisioning, by signed webhook and mail: told once, and tried until they arrive.
@NullMarked
package dev.muster.server.alerts;

import org.jspecify.annotations.NullMarked;
