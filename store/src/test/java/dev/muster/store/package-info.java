/// Tests of the store on real databases.
@NullMarked
package dev.muster.store;

import org.jspecify.annotations.NullMarked;
