package dev.muster.server.selfservice;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.passwords.PasswordCheck;
import dev.muster.server.passwords.PasswordCheck.Who;
import dev.muster.server.passwords.SelfServiceAddress;
import dev.muster.server.signin.WebAuthn;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.PasswordStore;
import dev.muster.store.signin.Account;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `POST /api/v1/tenants/{tenant}/passwords/temporary`: gives a person a password that is shown to
/// the administrator once, and that its owner has to change at their next sign-in.
final class TemporaryPasswordRoutes implements AdminRoutes {
  private static final String TEMPORARY = AdminApi.PREFIX + "/tenants/{tenant}/passwords/temporary";
  private static final int DAYS = 7;
  private static final int MOST_DAYS = 90;
  // It is read aloud and typed: nothing in it looks like anything else.
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUP = 4;
  private static final int LEAST_GROUPS = 4;

  private final TenantLookup lookup;
  private final LiveTenants live;
  private final PasswordStore store;
  private final PasswordCheck check;
  private final PasswordWrite write;
  private final WebAuthn webAuthn;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TemporaryPasswordRoutes(
      TenantLookup lookup,
      LiveTenants live,
      PasswordStore store,
      PasswordCheck check,
      PasswordWrite write,
      WebAuthn webAuthn,
      Clock clock) {
    this.lookup = lookup;
    this.live = live;
    this.store = store;
    this.check = check;
    this.write = write;
    this.webAuthn = webAuthn;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("POST", TEMPORARY, this::give);
  }

  private Response give(Request request) {
    var tenant = live.require(lookup.require(request).id());
    var fields = RequestFields.of(request);
    var who = Who.of(fields);
    var days = days(fields);
    var withoutPasskeys = fields.findBoolean("removePasskeys").orElse(false);
    fields.refuseOthers();
    requireAccepted(tenant);
    var user =
        check
            .find(tenant, who)
            .orElseThrow(() -> HttpException.notFound("nobody in the directory has this " + who));
    if (!PasswordCheck.isActive(user)) {
      throw HttpException.conflict("active", "they are not active and could not sign in with it");
    }
    var id = user.id();
    var password = newPassword(tenant.settings().passwords().minimumLength());
    write.set(tenant, id, password);
    var expires = clock.instant().plus(Duration.ofDays(days));
    var hash = store.find(tenant.id(), id).orElseThrow().hash();
    store.expire(tenant.id(), id, hash, expires);
    check.forgive(tenant, id);
    if (withoutPasskeys) {
      webAuthn.removeAll(Account.person(tenant.id(), id));
    }
    return AdminResponses.ok(
        ScimJson.object()
            .put("id", id)
            .put("userName", user.document().path("userName").asString(""))
            .put("password", password)
            .put("expires", expires.toString())
            .put("signInAt", write.publicUrl() + SelfServiceAddress.of(tenant.name())));
  }

  private static int days(RequestFields fields) {
    var days = fields.findInteger("expiresInDays").orElse(DAYS);
    if (days < 1 || days > MOST_DAYS) {
      throw fields.invalid(
          "expiresInDays", "%d is not between 1 and %d".formatted(days, MOST_DAYS));
    }
    return days;
  }

  private static void requireAccepted(LiveTenant tenant) {
    if (!tenant.settings().passwords().accepted()) {
      throw HttpException.conflict(
          "passwords",
          "people of tenant \"%s\" have none; its setting passwords.accepted is false"
              .formatted(tenant.name()));
    }
  }

  /// Such as `kf7p-x2mq-9rtd-h4vs`: 79 bits, or more if the tenant wants longer ones.
  private String newPassword(int minimumLength) {
    var groups = Math.max(LEAST_GROUPS, minimumLength / (GROUP + 1) + 1);
    return IntStream.range(0, groups)
        .mapToObj(group ->
            random
                .ints(GROUP, 0, LETTERS.length())
                .mapToObj(at -> LETTERS.substring(at, at + 1))
                .collect(Collectors.joining()))
        .collect(Collectors.joining("-"));
  }
}
