/// The command line: commands that talk to a server through its admin API.
///
/// A command is a class with `@Command` that takes `GlobalOptions` by constructor and is added in
/// `Commands`. It calls the server with `options.adminClient()`, prints with `options.output()`,
/// and fails by throwing `CommandException`: one line on standard error, exit code 1.
@NullMarked
package dev.muster.server.cli;

import org.jspecify.annotations.NullMarked;
