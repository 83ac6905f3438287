/// Transcripts of what clients send and what they get, played against a running server.
@NullMarked
package dev.muster.server.transcript;

import org.jspecify.annotations.NullMarked;
