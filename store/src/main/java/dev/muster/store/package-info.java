/// All the SQL. The only module that knows a database.
@NullMarked
package dev.muster.store;

import org.jspecify.annotations.NullMarked;
