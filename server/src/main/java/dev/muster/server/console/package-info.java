/// The console: pages for administrators, rendered on the server. A page asks the admin API, in
/// this process and in the name of whoever is signed in, and shows what it answered: it can do
/// nothing that the API cannot, and nothing that the person may not.
@NullMarked
package dev.muster.server.console;

import org.jspecify.annotations.NullMarked;
