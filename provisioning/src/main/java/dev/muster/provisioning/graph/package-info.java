/// Entra's synchronization schema, as Microsoft Graph reads and writes it: a job's mappings and
/// scoping filters as one file.
@NullMarked
package dev.muster.provisioning.graph;

import org.jspecify.annotations.NullMarked;
