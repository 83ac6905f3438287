package dev.muster.store.job;

import java.time.Instant;

/// A file that a job reads. The content is not copied: nobody changes it.
///
/// @param revision 1 for the first file, one more with each that differs
@SuppressWarnings("ArrayRecordComponent")
public record SourceFile(long revision, String name, byte[] content, Instant uploaded) {}
