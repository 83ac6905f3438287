package dev.muster.server.setuplinks;

import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.HttpException;
import dev.muster.server.principal.Principal;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.setuplinks.Arrival.Latest;
import dev.muster.server.tenant.LiveTenant;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.server.tenant.RequestLogSettings.Recorded;
import dev.muster.store.administrator.Grant;
import dev.muster.store.administrator.Grant.Role;
import dev.muster.store.requestlog.LoggedRequest;
import dev.muster.store.requestlog.RequestLogStore;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.SetupLink;
import dev.muster.store.tenant.SetupLinkStore;
import dev.muster.store.tenant.SetupLinkStore.NewLink;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Links by which somebody without an account here connects their identity provider to one tenant.
/// Of a link, the digest of its secret is kept.
public final class SetupLinks {
  /// Where a link leads, before its secret.
  public static final String PREFIX = "/connect";

  private static final Pattern NOTE = Pattern.compile("[^\\p{Cntrl}]{1,100}");
  // What an error names is in quotation marks, unless it is an address.
  private static final Pattern VALUES = Pattern.compile("\"[^\"]*\"|[^\\s\"]+@[^\\s\"]+");
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int DEFAULT_DAYS = 7;
  private static final int MOST_DAYS = 30;

  private final SetupLinkStore store;
  private final TokenStore accessTokens;
  private final RequestLogStore requests;
  private final LiveTenants tenants;
  private final Tokens tokens;
  private final Clock clock;

  public SetupLinks(
      SetupLinkStore store,
      TokenStore accessTokens,
      RequestLogStore requests,
      LiveTenants tenants,
      Tokens tokens,
      Clock clock) {
    this.store = store;
    this.accessTokens = accessTokens;
    this.requests = requests;
    this.tenants = tenants;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// A link that has just been made.
  ///
  /// @param path where it leads; the one copy of it that there will be
  record Made(SetupLink link, String path) {}

  /// Makes a link. Throws 400 for what does not fit.
  Made make(TenantId tenant, String note, Optional<Integer> days) {
    if (!NOTE.matcher(note).matches()) {
      throw HttpException.invalid(
          "note", "\"%s\": use one line of up to 100 characters".formatted(note));
    }
    var lasts = days.orElse(DEFAULT_DAYS);
    if (lasts < 1 || lasts > MOST_DAYS) {
      throw HttpException.invalid(
          "expiresInDays", "%d: from 1 to %d days".formatted(lasts, MOST_DAYS));
    }
    var secret = tokens.newLinkSecret();
    var now = clock.instant();
    var link =
        new NewLink(
            Tokens.hash(secret),
            note,
            Principal.current().name(),
            now.plus(Duration.ofDays(lasts)));
    return new Made(store.add(tenant, link, now), PREFIX + "/" + secret);
  }

  List<SetupLink> before(TenantId tenant, long id, int limit) {
    return store.before(tenant, id, limit);
  }

  /// A tenant's tokens by their numbers.
  Map<Long, AccessToken> tokens(TenantId tenant) {
    return accessTokens.ofTenant(tenant).stream()
        .collect(Collectors.toMap(AccessToken::id, Function.identity()));
  }

  /// Ends a link at once; its token goes on. Throws 404 if there is none such, or it has ended
  /// before.
  void revoke(TenantId tenant, long id) {
    if (!store.revoke(tenant, id, clock.instant())) {
      throw HttpException.notFound("there is no such setup link, or it was revoked before");
    }
  }

  /// The link of a secret, whether it is good or not.
  public Optional<SetupLink> find(String secret) {
    return store.find(Tokens.hash(secret));
  }

  public boolean isGood(SetupLink link) {
    return link.isGood(clock.instant());
  }

  /// The tenant that a link is to; empty when it is being removed.
  public Optional<Tenant> tenant(SetupLink link) {
    return tenants
        .find(link.tenant())
        .map(LiveTenant::tenant)
        .filter(tenant -> tenant.status() != Tenant.Status.DELETING);
  }

  /// Notes that a link was opened, at most once a minute.
  public void opened(SetupLink link) {
    var now = clock.instant();
    if (link.lastOpened().map(at -> at.plus(NOTED_EVERY).isBefore(now)).orElse(true)) {
      store.opened(link, now);
    }
  }

  /// In whose name something is done by a link: of nobody who could sign in, in this tenant alone.
  public Principal principal(SetupLink link) {
    var grant = new Grant(Role.TENANT_ADMINISTRATOR, Optional.of(link.tenant()), Optional.empty());
    return new Principal("setup link: " + link.note(), "setup-link", List.of(grant));
  }

  /// Notes the token that was made by a link; false if another was made since the link was read.
  public boolean putToken(SetupLink link, long token) {
    return store.putToken(link, token);
  }

  /// The token that was made by a link; empty also when somebody has revoked it.
  public Optional<AccessToken> token(SetupLink link) {
    return link.token().flatMap(token -> accessTokens.find(link.tenant(), token));
  }

  /// Whether requests arrive with the token of a link.
  public Arrival arrival(SetupLink link) {
    var recorded = tenants.require(link.tenant()).settings().requestLog().recorded();
    return token(link)
        .map(token -> {
          var since = clock.instant().minus(HOUR);
          var found = requests.ofToken(link.tenant(), token.id(), since);
          var latest = found.latest().map(kept -> latest(kept.request()));
          // When it was used is written some seconds later than the log.
          var used = token.lastUsed().or(() -> latest.map(Latest::at));
          return new Arrival(used, found.requests(), latest, recorded);
        })
        .orElseGet(() -> new Arrival(Optional.empty(), 0, Optional.empty(), recorded));
  }

  private static Latest latest(LoggedRequest request) {
    var target = request.entry().path("target").asString("");
    int query = target.indexOf('?');
    return new Latest(
        request.at(),
        request.method(),
        query < 0 ? target : target.substring(0, query),
        request.status(),
        Recorded.failed(request.status()) ? why(request) : "");
  }

  private static String why(LoggedRequest request) {
    // What follows the dash is advice for the administrators of this server.
    var why = request.entry().path("why").asString("").replaceFirst(" — [^—]*$", "");
    return VALUES.matcher(why).replaceAll("“…”");
  }
}
