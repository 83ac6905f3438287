/// What is known of enterprise applications before one is connected: templates with the limits,
/// quirks and default mappings of each.
@NullMarked
package dev.muster.provisioning.application;

import org.jspecify.annotations.NullMarked;
