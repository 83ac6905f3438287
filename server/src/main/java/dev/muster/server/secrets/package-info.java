/// The only place that sees key material: bearer tokens, which are kept as digests, and credentials
/// of other systems, which are kept encrypted.
@NullMarked
package dev.muster.server.secrets;

import org.jspecify.annotations.NullMarked;
