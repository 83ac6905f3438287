/// Access tokens for clients that identify themselves: OAuth's client credentials grant (RFC 6749
/// §4.4), with secrets or signed assertions (RFC 7523), and what is said about it (RFC 8414).
@NullMarked
package dev.muster.server.oauth;

import org.jspecify.annotations.NullMarked;
