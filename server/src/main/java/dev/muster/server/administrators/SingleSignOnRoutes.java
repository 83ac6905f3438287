package dev.muster.server.administrators;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;

/// Where administrators sign in elsewhere: set up, looked at, taken away.
final class SingleSignOnRoutes implements AdminRoutes {
  private static final String SETTINGS = AdminApi.PREFIX + "/single-sign-on";

  private final SingleSignOn singleSignOn;
  private final Roles roles;

  SingleSignOnRoutes(SingleSignOn singleSignOn, Roles roles) {
    this.singleSignOn = singleSignOn;
    this.roles = roles;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", SETTINGS, request -> show())
        .on("PUT", SETTINGS, this::put)
        .on("DELETE", SETTINGS, request -> remove());
  }

  private Response show() {
    var json = ScimJson.object();
    singleSignOn
        .find()
        .ifPresent(settings -> {
          json.setAll(singleSignOn.toJson(settings));
          json.putObject("clientSecret").put("set", true);
        });
    return AdminResponses.ok(json.put("enabled", !json.isEmpty()));
  }

  private Response put(Request request) {
    var fields = RequestFields.of(request);
    var settings = SingleSignOnSettings.read(fields, roles);
    var secret = fields.findString("clientSecret");
    fields.refuseOthers();
    singleSignOn.put(settings, secret);
    return show();
  }

  private Response remove() {
    if (!singleSignOn.remove()) {
      throw HttpException.notFound("there is no single sign-on");
    }
    return AdminResponses.noContent();
  }
}
