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
import dev.muster.store.administrator.AuditStore;
import dev.muster.store.administrator.Grant;
import dev.muster.store.administrator.Grant.Role;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Administrators and the log of what they did.
public final class AdministratorRoutes implements AdminRoutes {
  private static final String ADMINISTRATORS = AdminApi.PREFIX + "/administrators";
  private static final String ONE = ADMINISTRATORS + "/{administrator}";
  private static final String AUDIT = AdminApi.PREFIX + "/audit";
  private static final int PAGE = 100;

  private final AdministratorStore store;
  private final SignIn signIn;
  private final TenantStore tenants;
  private final AuditStore audit;

  public AdministratorRoutes(
      AdministratorStore store, SignIn signIn, TenantStore tenants, AuditStore audit) {
    this.store = store;
    this.signIn = signIn;
    this.tenants = tenants;
    this.audit = audit;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", ADMINISTRATORS, request -> list())
        .on("POST", ADMINISTRATORS, this::add)
        .on("GET", ONE, request -> AdminResponses.ok(render(require(request))))
        .on("PUT", ONE + "/roles", this::grant)
        .on("DELETE", ONE, this::remove)
        .on("GET", AUDIT, this::log)
        .on("GET", AUDIT + "/verification", request -> verify());
  }

  private Response list() {
    return AdminResponses.list("administrators", store.all().stream().map(this::render).toList());
  }

  private Response add(Request request) {
    var fields = RequestFields.of(request);
    var email = fields.requireString("email");
    var name = fields.requireString("name");
    var password = fields.requireString("password");
    var grants = grants(fields.findObjects("roles"));
    fields.refuseOthers();
    var added = signIn.add(email, name, signIn.accepted(email, name, password), grants);
    return AdminResponses.created(ADMINISTRATORS + "/" + added.id(), render(added));
  }

  private Response grant(Request request) {
    var administrator = require(request);
    var fields = RequestFields.of(request);
    var grants = grants(fields.findObjects("roles"));
    fields.refuseOthers();
    requireAnother(administrator, grants);
    store.grant(administrator.id(), grants);
    return AdminResponses.ok(render(require(request)));
  }

  private Response remove(Request request) {
    var administrator = require(request);
    requireAnother(administrator, List.of());
    store.remove(administrator.id());
    return Response.empty(204);
  }

  /// Somebody has to stay who may do everything.
  private void requireAnother(Administrator administrator, List<Grant> wanted) {
    var stays =
        wanted.contains(Grant.PLATFORM)
            || store.all().stream()
                .filter(other -> other.id() != administrator.id())
                .anyMatch(other -> other.grants().contains(Grant.PLATFORM));
    if (!stays) {
      throw HttpException.conflict(
          "roles",
          "%s is the last platform administrator; make somebody else one first"
              .formatted(administrator.email()));
    }
  }

  private List<Grant> grants(List<ObjectNode> roles) {
    if (roles.isEmpty()) {
      throw HttpException.invalid(
          "roles",
          "give at least one, such as {\"role\": \"reader\", \"tenant\": \"acme\"}; without a"
              + " tenant it is for all");
    }
    return roles.stream().map(this::grant).toList();
  }

  private Grant grant(ObjectNode json) {
    var fields = RequestFields.of(json);
    var role = role(fields);
    var tenant = fields.findString("tenant").map(name -> tenant(fields, name).id());
    var application = fields.findString("application");
    fields.refuseOthers();
    try {
      return new Grant(role, tenant, application);
    } catch (IllegalArgumentException e) {
      throw HttpException.invalid("roles", String.valueOf(e.getMessage()));
    }
  }

  private static Role role(RequestFields fields) {
    var word = fields.requireString("role");
    for (var role : Role.values()) {
      if (keyword(role).equals(word)) {
        return role;
      }
    }
    throw fields.invalid(
        "role",
        "\"%s\"; it is platform-administrator, tenant-administrator, application-owner or reader"
            .formatted(word));
  }

  private Tenant tenant(RequestFields fields, String name) {
    return tenants
        .find(name)
        .orElseThrow(() -> fields.invalid("tenant", "there is no tenant \"%s\"".formatted(name)));
  }

  private Response log(Request request) {
    var before = request.findQuery("before").map(AdministratorRoutes::number);
    var entries = audit.before(before.orElse(Long.MAX_VALUE), PAGE);
    return AdminResponses.list(
        "entries",
        entries.stream()
            .map(entry -> {
              var json = ScimJson.object().put("number", entry.number());
              json.put("at", entry.at().toString()).setAll(entry.content());
              return json.put("hash", entry.hash());
            })
            .toList());
  }

  private Response verify() {
    var broken = audit.firstBroken();
    var json = ScimJson.object().put("intact", broken.isEmpty());
    broken.ifPresent(number -> json.put("firstBroken", number));
    return AdminResponses.ok(json);
  }

  private Administrator require(Request request) {
    return Optional.of(request.parameter("administrator"))
        .map(AdministratorRoutes::number)
        .flatMap(store::find)
        .orElseThrow(() -> HttpException.notFound("there is no such administrator"));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw HttpException.notFound("\"%s\" is no number".formatted(text));
    }
  }

  private ObjectNode render(Administrator administrator) {
    var json =
        ScimJson.object()
            .put("id", administrator.id())
            .put("email", administrator.email())
            .put("name", administrator.name())
            .put("created", administrator.created().toString());
    administrator.lastSignIn().ifPresent(at -> json.put("lastSignIn", at.toString()));
    var roles = json.putArray("roles");
    for (var grant : administrator.grants()) {
      var role = roles.addObject().put("role", keyword(grant.role()));
      grant.tenant().flatMap(tenants::find).ifPresent(tenant -> role.put("tenant", tenant.name()));
      grant.application().ifPresent(name -> role.put("application", name));
    }
    return json;
  }

  private static String keyword(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
