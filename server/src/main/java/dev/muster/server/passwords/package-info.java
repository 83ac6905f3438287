/// Users' passwords at the service provider (RFC 7643 §4.1.1): what a password has to be (NIST SP
/// 800-63B-4), what is kept of it, and whether somebody knows it. A password is never logged,
/// returned or part of a message, nor is what is kept of it.
@NullMarked
package dev.muster.server.passwords;

import org.jspecify.annotations.NullMarked;
