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
import dev.muster.store.administrator.Administrator;
import dev.muster.store.administrator.AdministratorStore;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Administrators, and what they sign in with.
public final class AdministratorRoutes implements AdminRoutes {
  private static final String ADMINISTRATORS = AdminApi.PREFIX + "/administrators";
  private static final String ONE = ADMINISTRATORS + "/{administrator}";

  private final AdministratorStore store;
  private final SignIn signIn;
  private final Passkeys passkeys;
  private final SecondFactors secondFactors;
  private final SingleSignOn singleSignOn;
  private final Roles roles;

  public AdministratorRoutes(
      AdministratorStore store,
      SignIn signIn,
      Passkeys passkeys,
      SecondFactors secondFactors,
      SingleSignOn singleSignOn,
      Roles roles) {
    this.store = store;
    this.signIn = signIn;
    this.passkeys = passkeys;
    this.secondFactors = secondFactors;
    this.singleSignOn = singleSignOn;
    this.roles = roles;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", ADMINISTRATORS, request -> list())
        .on("POST", ADMINISTRATORS, this::add)
        .on("GET", ONE, request -> AdminResponses.ok(render(require(request))))
        .on("PUT", ONE + "/roles", this::grant)
        .on("DELETE", ONE, this::remove)
        .on("GET", ONE + "/passkeys", this::listPasskeys)
        .on("DELETE", ONE + "/passkeys/{passkey}", this::removePasskey)
        .on("DELETE", ONE + "/second-factor", this::removeSecondFactor)
        .on("DELETE", ONE + "/identities", this::removeIdentities);
  }

  private Response list() {
    return AdminResponses.list("administrators", store.all().stream().map(this::render).toList());
  }

  private Response add(Request request) {
    var fields = RequestFields.of(request);
    var email = fields.requireString("email");
    var name = fields.requireString("name");
    var password = fields.requireString("password");
    var grants = roles.read(fields);
    fields.refuseOthers();
    var added = signIn.add(email, name, signIn.accepted(email, name, password), grants);
    return AdminResponses.created(ADMINISTRATORS + "/" + added.id(), render(added));
  }

  private Response grant(Request request) {
    var administrator = require(request);
    var fields = RequestFields.of(request);
    var grants = roles.read(fields);
    fields.refuseOthers();
    roles.requireAnother(store.all(), administrator, grants);
    store.grant(administrator.id(), grants);
    return AdminResponses.ok(render(require(request)));
  }

  private Response remove(Request request) {
    var administrator = require(request);
    roles.requireAnother(store.all(), administrator, List.of());
    singleSignOn.unlink(administrator);
    store.remove(administrator.id());
    return Response.empty(204);
  }

  private Response listPasskeys(Request request) {
    return AdminResponses.list(
        "passkeys",
        passkeys.of(require(request)).stream()
            .map(passkey -> {
              var json =
                  ScimJson.object()
                      .put("id", passkey.credential())
                      .put("name", passkey.name())
                      .put("created", passkey.created().toString());
              passkey.lastUsed().ifPresent(at -> json.put("lastUsed", at.toString()));
              return json;
            })
            .toList());
  }

  private Response removePasskey(Request request) {
    passkeys.requireRemoved(require(request), request.parameter("passkey"));
    return AdminResponses.noContent();
  }

  private Response removeSecondFactor(Request request) {
    secondFactors.requireRemoved(require(request));
    return AdminResponses.noContent();
  }

  private Response removeIdentities(Request request) {
    var administrator = require(request);
    if (singleSignOn.unlink(administrator) == 0) {
      throw HttpException.notFound(
          "%s is not linked to single sign-on".formatted(administrator.email()));
    }
    return AdminResponses.noContent();
  }

  private Administrator require(Request request) {
    return Optional.of(request.parameter("administrator"))
        .map(Roles::number)
        .flatMap(store::find)
        .orElseThrow(() -> HttpException.notFound("there is no such administrator"));
  }

  private ObjectNode render(Administrator administrator) {
    var json =
        ScimJson.object()
            .put("id", administrator.id())
            .put("email", administrator.email())
            .put("name", administrator.name())
            .put("created", administrator.created().toString());
    administrator.lastSignIn().ifPresent(at -> json.put("lastSignIn", at.toString()));
    json.put("secondFactor", secondFactors.isOn(administrator));
    json.put("singleSignOn", singleSignOn.isLinked(administrator));
    roles.write(administrator.grants(), json);
    return json;
  }
}
