package dev.muster.server.administrators;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.administrators.IdentityProvider.Question;
import dev.muster.server.administrators.SignIn.Begun;
import dev.muster.server.administrators.SignIn.Live;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.QueryParameters;
import dev.muster.server.http.RequestFields;
import dev.muster.server.principal.Audit;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.signin.Ceremonies;
import dev.muster.server.signin.Ceremonies.Kind;
import dev.muster.server.signin.Visitor;
import dev.muster.store.administrator.Administrator;
import dev.muster.store.administrator.AdministratorStore;
import dev.muster.store.administrator.SingleSignOnStore;
import dev.muster.store.administrator.SingleSignOnStore.Identity;
import dev.muster.store.signin.Session.Proof;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Signing in at an identity provider: OpenID Connect's code flow with PKCE, state and nonce, begun
/// and ended in one browser. Passwords and passkeys stay, for when the provider is away.
///
/// The provider's word for somebody is its subject. An e-mail address never leads to an account
/// that is there: whoever it belongs to links it, signed in to both.
public final class SingleSignOn {
  private static final String ACTION = "sign-in with single sign-on";
  private static final String SECRET = "client secret of single sign-on";
  private static final int SHOWN = 200;

  private final SingleSignOnStore store;
  private final AdministratorStore administrators;
  private final IdentityProvider provider;
  private final Ceremonies ceremonies;
  private final SignIn signIn;
  private final Roles roles;
  private final Audit audit;
  private final Secrets secrets;
  private final Tokens tokens;
  private final Clock clock;

  SingleSignOn(
      SingleSignOnStore store,
      AdministratorStore administrators,
      IdentityProvider provider,
      Ceremonies ceremonies,
      SignIn signIn,
      Roles roles,
      Audit audit,
      Secrets secrets,
      Tokens tokens,
      Clock clock) {
    this.store = store;
    this.administrators = administrators;
    this.provider = provider;
    this.ceremonies = ceremonies;
    this.signIn = signIn;
    this.roles = roles;
    this.audit = audit;
    this.secrets = secrets;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// Where the browser is sent.
  ///
  /// @param cookie for it to come back with
  public record Sent(URI location, String cookie) {}

  /// What coming back led to.
  ///
  /// @param begun the new session; empty when an account was linked
  public record Arrival(Optional<Begun> begun, String next) {}

  /// How it is set up; empty for no single sign-on.
  public Optional<SingleSignOnSettings> find() {
    return store
        .find()
        .map(kept ->
            SingleSignOnSettings.read(
                RequestFields.of(ScimJson.parseObject(kept.settings())), roles));
  }

  /// Keeps settings whose provider answers. Throws 400 when it does not.
  ///
  /// @param secret empty: the one that is kept for that client
  void put(SingleSignOnSettings settings, Optional<String> secret) {
    var used =
        secret
            .or(() -> find().filter(kept -> isSameClient(kept, settings)).map(kept -> secret()))
            .orElseThrow(() -> HttpException.invalid("clientSecret", "is missing"));
    provider.discover(settings.issuer());
    store.put(
        new SingleSignOnStore.Kept(
            ScimJson.write(settings.toJson(roles)), secrets.seal(used, SECRET)),
        clock.instant());
  }

  // A secret is for the provider that gave it: another issuer would be told it.
  private static boolean isSameClient(SingleSignOnSettings kept, SingleSignOnSettings wanted) {
    return kept.issuer().equals(wanted.issuer()) && kept.clientId().equals(wanted.clientId());
  }

  ObjectNode toJson(SingleSignOnSettings settings) {
    return settings.toJson(roles);
  }

  private String secret() {
    return secrets.open(store.find().orElseThrow().sealedSecret(), SECRET);
  }

  boolean remove() {
    return store.remove();
  }

  int unlink(Administrator administrator) {
    return store.unlink(administrator.id());
  }

  public boolean isLinked(Administrator administrator) {
    return !store.of(administrator.id()).isEmpty();
  }

  /// Begins to sign in. Throws 404 when there is no single sign-on, 400 when the provider does not
  /// answer.
  ///
  /// @param redirect where the browser comes back to
  /// @param next the page that it wants then
  public Sent begin(URI redirect, String next) {
    return begin(redirect, next, Optional.empty());
  }

  /// Begins to link somebody's account. Throws 400 unless it is they themselves who ask.
  public Sent beginLinking(Live live, String password, URI redirect, String next, Visitor visitor) {
    signIn.requireOneself(live, password, "link single sign-on", visitor);
    return begin(redirect, next, Optional.of(live.administrator()));
  }

  /// Takes somebody's identities away. Throws 400 unless it is they themselves who ask.
  public void unlink(Live live, String password, Visitor visitor) {
    signIn.requireOneself(live, password, "unlink single sign-on", visitor);
    unlink(live.administrator());
    audit.signedIn(live.administrator().email(), "unlink single sign-on", visitor.address());
  }

  private Sent begin(URI redirect, String next, Optional<Administrator> linking) {
    var settings = require();
    var question =
        new Question(
            tokens.newLinkSecret(), tokens.newLinkSecret(), tokens.newSessionToken(), redirect);
    var kept =
        ScimJson.object()
            .put("state", question.state())
            .put("nonce", question.nonce())
            .put("verifier", question.verifier())
            .put("redirect", redirect.toString())
            .put("issuer", settings.issuer().toString())
            .put("next", next);
    linking.ifPresent(administrator -> kept.put("linking", administrator.id()));
    var location = provider.authorization(settings, question);
    return new Sent(location, ceremonies.begin(Kind.SINGLE_SIGN_ON, ScimJson.write(kept)));
  }

  /// Whoever comes back from the provider. Throws 400 or 403 saying why they are not let in.
  public Arrival arrive(
      Optional<Live> live, String cookie, QueryParameters answer, Visitor visitor) {
    try {
      return arrived(live, cookie, answer, visitor);
    } catch (HttpException e) {
      var outcome = "refused: " + shown(e.detail());
      audit.refused("", "console", ACTION, outcome, visitor.address());
      throw e;
    }
  }

  private Arrival arrived(
      Optional<Live> live, String cookie, QueryParameters answer, Visitor visitor) {
    var begun =
        ceremonies
            .end(Kind.SINGLE_SIGN_ON, cookie)
            .map(ScimJson::parseObject)
            .orElseThrow(() ->
                IdentityProvider.failed(
                    "it took too long, was answered before, or was begun in another browser; begin again"));
    var settings = require();
    var code = code(begun, settings, answer);
    var question =
        new Question(
            begun.path("state").asString(),
            begun.path("nonce").asString(),
            begun.path("verifier").asString(),
            URI.create(begun.path("redirect").asString()));
    var claims = provider.redeem(settings, secret(), question, code);
    var next = begun.path("next").asString();
    if (begun.has("linking")) {
      link(live, begun.path("linking").longValue(), settings, claims, visitor);
      return new Arrival(Optional.empty(), next);
    }
    return new Arrival(
        Optional.of(signIn.enter(known(settings, claims), Proof.SINGLE_SIGN_ON, ACTION, visitor)),
        next);
  }

  /// The answer has to be to this question, and of this provider: one who is not asked could pass
  /// its own code off as another's (mix-up, RFC 9207).
  private String code(ObjectNode begun, SingleSignOnSettings settings, QueryParameters answer) {
    var state = answer.find("state").orElse("");
    if (!Tokens.same(state, begun.path("state").asString())) {
      throw IdentityProvider.failed("the answer is to another question (state); begin again");
    }
    var issuer = settings.issuer().toString();
    var named = answer.find("iss");
    var has = provider.metadata(settings.issuer()).supportsAuthorizationResponseIssuerParam();
    if (!begun.path("issuer").asString().equals(issuer)
        || named.filter(other -> !other.equals(issuer)).isPresent()
        || (has && named.isEmpty())) {
      throw IdentityProvider.failed("the answer is of another provider (iss); begin again");
    }
    answer
        .find("error")
        .ifPresent(error -> {
          throw IdentityProvider.failed(
              "%s says %s"
                  .formatted(
                      settings.name(),
                      shown(error + " " + answer.find("error_description").orElse(""))));
        });
    return answer
        .find("code")
        .orElseThrow(() -> IdentityProvider.failed("there is no code in the answer"));
  }

  private void link(
      Optional<Live> live,
      long wanted,
      SingleSignOnSettings settings,
      JWTClaimsSet claims,
      Visitor visitor) {
    var administrator =
        live.map(Live::administrator)
            .filter(now -> now.id() == wanted)
            .orElseThrow(
                () -> IdentityProvider.failed("sign in to the account that is to be linked first"));
    var identity =
        new Identity(settings.issuer().toString(), claims.getSubject(), administrator.id(), false);
    if (!store.link(identity, clock.instant())) {
      throw IdentityProvider.failed("it is linked already, to this account or another");
    }
    audit.signedIn(administrator.email(), "link single sign-on", visitor.address());
  }

  private Administrator known(SingleSignOnSettings settings, JWTClaimsSet claims) {
    var issuer = settings.issuer().toString();
    return store
        .find(issuer, claims.getSubject())
        .flatMap(identity ->
            administrators
                .find(identity.administrator())
                .map(found -> identity.madeForIt() ? withRoles(found, settings, claims) : found))
        .map(SingleSignOn::requireActive)
        .orElseGet(() -> newcomer(settings, claims));
  }

  private static Administrator requireActive(Administrator administrator) {
    if (administrator.suspended()) {
      throw HttpException.forbidden("this account is suspended");
    }
    return administrator;
  }

  /// Roles follow what the provider says, at each sign-in.
  private Administrator withRoles(
      Administrator administrator, SingleSignOnSettings settings, JWTClaimsSet claims) {
    var grants = ProviderClaims.grants(settings, claims);
    if (grants.isEmpty()) {
      throw noRole(settings);
    }
    if (grants.equals(administrator.grants())) {
      return administrator;
    }
    roles.requireAnother(administrators.all(), administrator, grants);
    administrators.grant(administrator.id(), grants);
    return administrators.find(administrator.id()).orElseThrow();
  }

  private Administrator newcomer(SingleSignOnSettings settings, JWTClaimsSet claims) {
    var grants = ProviderClaims.grants(settings, claims);
    if (grants.isEmpty()) {
      throw noRole(settings);
    }
    var email = ProviderClaims.requireEmail(settings, claims);
    if (administrators.find(email).isPresent()) {
      throw HttpException.forbidden(
          "there is an account of %s already; sign in to it another way, and link it under Your account"
              .formatted(email));
    }
    var name = ProviderClaims.text(claims, "name").orElse(email);
    // Nobody knows this password: they come by the provider, or set one of their own.
    var hash = signIn.accepted(email, name, tokens.newSessionToken());
    var added = signIn.add(email, name, hash, grants);
    store.link(
        new Identity(settings.issuer().toString(), claims.getSubject(), added.id(), true),
        clock.instant());
    return added;
  }

  /// Where somebody ends their session at the provider, too; empty if it has no such page.
  public Optional<URI> signOut(URI back) {
    try {
      return find()
          .flatMap(settings ->
              Optional.ofNullable(provider.metadata(settings.issuer()).getEndSessionEndpointURI())
                  .map(end ->
                      URI.create(
                          "%s%sclient_id=%s&post_logout_redirect_uri=%s"
                              .formatted(
                                  end,
                                  end.getRawQuery() == null ? "?" : "&",
                                  encoded(settings.clientId()),
                                  encoded(back.toString())))));
    } catch (HttpException e) {
      return Optional.empty();
    }
  }

  private SingleSignOnSettings require() {
    return find()
        .orElseThrow(() -> HttpException.notFound("there is no single sign-on on this server"));
  }

  private static HttpException noRole(SingleSignOnSettings settings) {
    return HttpException.forbidden(
        "%s gives you no role here; ask an administrator which values of \"%s\" do"
            .formatted(settings.name(), settings.roleClaim()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String shown(String text) {
    var line = text.strip().replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN);
  }
}
