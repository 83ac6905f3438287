/// What the admin API offers, as an OpenAPI 3.1 document that programs read.
@NullMarked
package dev.muster.server.openapi;

import org.jspecify.annotations.NullMarked;
