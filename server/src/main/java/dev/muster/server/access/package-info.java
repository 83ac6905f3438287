/// What lets requests in: tokens of our own, what they allow, when they were used and when they
/// expire, and signed tokens of other issuers.
@NullMarked
package dev.muster.server.access;

import org.jspecify.annotations.NullMarked;
