/// SCIM resources, memberships and the change feed in SQL.
@NullMarked
package dev.muster.store.resource;

import org.jspecify.annotations.NullMarked;
