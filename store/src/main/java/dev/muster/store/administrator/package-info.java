/// Who may administer the server: administrators with their roles, their sessions, and the log of
/// what they did.
@NullMarked
package dev.muster.store.administrator;

import org.jspecify.annotations.NullMarked;
