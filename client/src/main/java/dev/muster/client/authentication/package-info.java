/// How a client proves to a provider who it is.
@NullMarked
package dev.muster.client.authentication;

import org.jspecify.annotations.NullMarked;
