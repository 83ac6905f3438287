/// An HR file of comma-separated values as a source: people, and their departments as groups.
@NullMarked
package dev.muster.sources.csv;

import org.jspecify.annotations.NullMarked;
