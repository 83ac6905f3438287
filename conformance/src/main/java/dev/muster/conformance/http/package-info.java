/// HTTP as the checks need it: every request has a time limit, and every exchange is kept so that a
/// failure can be shown with what was sent and what came.
@NullMarked
package dev.muster.conformance.http;

import org.jspecify.annotations.NullMarked;
