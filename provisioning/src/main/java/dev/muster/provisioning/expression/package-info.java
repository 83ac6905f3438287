/// The expression language of attribute mappings: Entra's functions over a source entry's
/// attributes.
@NullMarked
package dev.muster.provisioning.expression;

import org.jspecify.annotations.NullMarked;
