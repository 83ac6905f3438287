/// Attribute mappings: from a source entry to the state that the target object should have —
/// Entra's `objectMapping` and `attributeMapping`.
@NullMarked
package dev.muster.provisioning.mapping;

import org.jspecify.annotations.NullMarked;
