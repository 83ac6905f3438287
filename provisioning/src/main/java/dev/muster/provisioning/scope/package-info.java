/// Who belongs to a job: assignments with their roles, nested groups, and scoping filters that
/// explain themselves clause by clause. Entra's "Scope", "Users and groups" and "Scoping filters".
@NullMarked
package dev.muster.provisioning.scope;

import org.jspecify.annotations.NullMarked;
