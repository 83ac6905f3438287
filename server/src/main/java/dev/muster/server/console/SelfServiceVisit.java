package dev.muster.server.console;

import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.passwords.SelfServiceAddress;
import dev.muster.server.selfservice.SelfService.Live;
import dev.muster.server.signin.Sessions;
import dev.muster.server.tenant.LiveTenant;
import java.util.Optional;

/// One request of somebody at a tenant's self-service.
///
/// @param live empty for who is not signed in
record SelfServiceVisit(Request request, LiveTenant tenant, Optional<Live> live) {
  /// The cookie of a session.
  static final String SESSION = "muster_person";

  /// What is shown or done at one address.
  @FunctionalInterface
  interface Answer {
    Response answer(SelfServiceVisit visit);
  }

  /// Who is signed in. Throws if nobody is.
  Live person() {
    return live.orElseThrow();
  }

  Form form() {
    return Form.of(request);
  }

  /// Where the tenant's pages are.
  String base() {
    return SelfServiceAddress.of(tenant.name());
  }

  /// Leads on with the cookie of a new session: one that somebody planted before is worth nothing.
  ///
  /// @param said what the next page says of it
  Response entered(String cookie, String said, boolean secure) {
    return to(base() + said)
        .with(
            "Set-Cookie",
            Cookies.at(base(), SESSION, cookie, Sessions.LONGEST.toSeconds(), secure));
  }

  /// Leads to another page.
  static Response to(String location) {
    return Response.empty(303).with("Location", location);
  }
}
