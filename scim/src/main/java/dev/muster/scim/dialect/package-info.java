/// Dialects: what clients send instead of what RFC 7643 and 7644 say, as named rules that put it
/// into RFC form before the provider sees it. The rest of the code knows the RFC's forms alone.
///
/// [Dialect] is the front door, [DialectRule] the list of rules, [Preset] who needs which.
@NullMarked
package dev.muster.scim.dialect;

import org.jspecify.annotations.NullMarked;
