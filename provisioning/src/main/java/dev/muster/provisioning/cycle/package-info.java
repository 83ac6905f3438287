/// The thin shell: a cycle imports, scopes, matches, maps, plans, guards, applies and logs.
@NullMarked
package dev.muster.provisioning.cycle;

import org.jspecify.annotations.NullMarked;
