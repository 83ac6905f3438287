/// Results for people and programs: table, JUnit XML, HTML, JSON, and the matrix of several
/// providers.
@NullMarked
package dev.muster.conformance.report;

import org.jspecify.annotations.NullMarked;
