/// The request log of a tenant: what its clients asked, which dialect rules fired, what was decided
/// and why. Requests are recorded beside their path: the answer has gone out when the entry is
/// made, and a tenant that asks for more than can be kept loses entries, never answers.
@NullMarked
package dev.muster.server.requestlog;

import org.jspecify.annotations.NullMarked;
