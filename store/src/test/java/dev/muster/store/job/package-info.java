/// The job store under its contract, on both databases.
@NullMarked
package dev.muster.store.job;

import org.jspecify.annotations.NullMarked;
