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
    return JobPlace.of(this).tenantApi();
  }

  /// Where the tenant's pages are.
  String tenantBase() {
    return JobPlace.of(this).base();
  }

  Optional<String> findQuery(String name) {
    return request.findQuery(name);
  }

  /// Where the page before ended, to be added to a query of the admin API.
  String onward() {
    return findQuery("cursor").map(id -> "&cursor=" + Api.encoded(id)).orElse("");
  }
}
