package dev.muster.server.console;

import dev.muster.server.administrators.SignIn;
import dev.muster.server.http.Request;
import dev.muster.server.principal.Principal;
import java.util.Optional;

/// One request of somebody who is signed in.
///
/// @param form what was typed in; empty for a GET
record Visit(Request request, SignIn.Live live, Form form, Api api) {

  Principal principal() {
    return Principal.of(live.administrator());
  }

  String parameter(String placeholder) {
    return request.parameter(placeholder);
  }

  /// A query parameter; empty text when it is left out.
  String query(String name) {
    return request.findQuery(name).orElse("");
  }

  /// Where the tenant is in the admin API.
  String tenantPath() {
    return "/tenants/" + Api.encoded(parameter("tenant"));
  }

  /// Where the tenant's pages are.
  String tenantBase() {
    return Console.PREFIX + "/t/" + Api.encoded(parameter("tenant"));
  }

  Optional<String> findQuery(String name) {
    return request.findQuery(name);
  }
}
