package dev.muster.server.console;

import dev.muster.server.principal.Principal;
import java.util.List;
import java.util.Optional;

/// What is around every page: title, navigation, who is signed in, and what has just been done.
///
/// @param place what is marked in the navigation
/// @param tenant whose pages the navigation offers
/// @param said what the last form came to; empty when nothing was sent
public record Frame(
    String title, String place, Optional<String> tenant, Principal principal, Optional<Said> said) {

  static Frame of(Visit visit, String place, String title) {
    return new Frame(
        title,
        place,
        visit.request().findParameter("tenant"),
        visit.principal(),
        Said.find(visit.request()));
  }

  /// The same frame with a word about what could not be done.
  Frame saying(Said other) {
    return new Frame(title, place, tenant, principal, Optional.of(other));
  }

  /// A line of the navigation.
  public record Entry(String place, String label, String icon, String href) {}

  /// What there is for everybody.
  public List<Entry> site() {
    var tenants = new Entry("tenants", "Tenants", "building-community", Console.PREFIX);
    return principal.isPlatformAdministrator()
        ? List.of(
            tenants,
            new Entry("administrators", "Administrators", "user-shield", href("administrators")),
            new Entry("api-keys", "API keys", "key", href("api-keys")),
            new Entry("audit", "Audit log", "list-check", href("audit")))
        : List.of(tenants);
  }

  /// What there is in the tenant.
  public List<Entry> pages() {
    return tenant
        .map(name -> {
          var base = "t/" + Api.encoded(name);
          return List.of(
              new Entry("overview", "Overview", "layout-dashboard", href(base)),
              new Entry("people", "People", "users", href(base + "/people")),
              new Entry("groups", "Groups", "users-group", href(base + "/groups")),
              new Entry("applications", "Applications", "apps", href(base + "/applications")),
              new Entry("schema", "Schema", "schema", href(base + "/schema")),
              new Entry("inbound", "Inbound", "login-2", href(base + "/inbound")),
              new Entry("requests", "Request log", "history", href(base + "/requests")),
              new Entry("events", "Events", "webhook", href(base + "/events")),
              new Entry("settings", "Settings", "settings", href(base + "/settings")));
        })
        .orElse(List.of());
  }

  private static String href(String path) {
    return Console.PREFIX + "/" + path;
  }
}
