package dev.muster.server.console;

import dev.muster.server.http.Response;

/// What the console shows, or does, at one address.
@FunctionalInterface
interface Page {
  Response answer(Visit visit);
}
