/// `muster demo`: the product's story, told by doing it.
@NullMarked
package dev.muster.server.demo;

import org.jspecify.annotations.NullMarked;
