package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.muster.server.outbound.OutboundPolicy;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Administrators who come from an identity provider, and attackers who say that they do.
class SingleSignOnTest extends WithConsole {
  private final IdentityProviderPeer provider = new IdentityProviderPeer();

  @BeforeEach
  void setUp() {
    api("POST", "/tenants", "{\"name\": \"acme\"}", server.adminToken(), 201);
    settings("", 200);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private String settings(String more, int status) {
    return api(
        "PUT",
        "/single-sign-on",
        """
        {"name": "Contoso", "issuer": "%s", "clientId": "muster", "clientSecret": "%s"%s,
          "roles": [{"value": "admins", "role": "platform-administrator"},
            {"value": "acme", "role": "tenant-administrator", "tenant": "acme"}]}
        """
            .formatted(provider.issuer(), IdentityProviderPeer.SECRET, more),
        server.adminToken(),
        status);
  }

  private static Map<String, Object> grace(String... groups) {
    var claims = new HashMap<String, Object>();
    claims.put("sub", "s-grace");
    claims.put("email", "Grace@example.com");
    claims.put("email_verified", true);
    claims.put("name", "Grace");
    claims.put("groups", List.of(groups));
    return claims;
  }

  private static URI sent(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  private static URI begin(Browser browser) {
    return sent(browser.get("/sign-in/single-sign-on?next=/console/account"));
  }

  private HttpResponse<String> signIn(Browser browser, Map<String, Object> claims) {
    return browser.get(provider.signsIn(begin(browser), claims).toString());
  }

  private void assertRefused(Browser browser, HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    assertThat(answer.body()).contains(why);
    assertThat(isIn(browser)).isFalse();
    assertThat(audit()).contains("sign-in with single sign-on").contains("\"outcome\":\"refused: ");
  }

  @Test
  void newcomerGetsTheRoleThatTheProviderSays() {
    var browser = browser();
    browser.plant("muster_session", "planted");
    assertThat(browser.get("/sign-in").body()).contains("Sign in with Contoso");

    assertThat(sent(signIn(browser, grace("acme", "others")))).hasPath("/console/account");
    assertThat(browser.cookie("muster_session")).isNotEqualTo("planted");
    assertThat(browser.get("/account").body()).contains("grace@example.com");
    assertThat(browser.get("/t/acme/settings").statusCode()).isEqualTo(200);
    assertThat(browser.get("/audit").statusCode()).isEqualTo(403);
    assertThat(audit()).contains("\"action\":\"sign-in with single sign-on\",\"outcome\":\"done\"");

    var left = sent(browser.post("/sign-out", Map.of()));
    assertThat(isIn(browser)).isFalse();
    assertThat(browser.get(browser.origin() + left).body())
        .contains(provider.issuer() + "/leave?client_id=muster");
  }

  @Test
  void rolesFollowTheProviderAtEachSignIn() {
    signIn(browser(), grace("admins"));
    var browser = browser();
    signIn(browser, grace("acme"));
    assertThat(browser.get("/audit").statusCode()).isEqualTo(403);

    var later = browser();
    assertRefused(later, signIn(later, grace("nothing")), "gives you no role");
  }

  static Stream<Named<Consumer<JWTClaimsSet.Builder>>> lies() {
    return Stream.of(
        Named.of("nonce of another sign-in", claims -> claims.claim("nonce", "other")),
        Named.of("no nonce", claims -> claims.claim("nonce", null)),
        Named.of("for another client", claims -> claims.audience("other")),
        Named.of(
            "for several, asked by another",
            claims -> claims.audience(List.of("muster", "other")).claim("azp", "other")),
        Named.of("of another issuer", claims -> claims.issuer("https://evil.example")),
        Named.of(
            "expired",
            claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void tokenThatIsNotForThisSignInIsRefused(Consumer<JWTClaimsSet.Builder> lie) {
    provider.lies(lie);
    var browser = browser();
    assertRefused(browser, signIn(browser, grace("admins")), "the ID token is not good");
  }

  @Test
  void tokenThatTheProviderDidNotSignIsRefused() {
    provider.signsWithAnotherKey();
    var browser = browser();
    assertRefused(browser, signIn(browser, grace("admins")), "the ID token is not good");
  }

  @Test
  void answerCountsOnce() {
    var browser = browser();
    var back = provider.signsIn(begin(browser), grace("admins")).toString();
    browser.get(back);
    browser.post("/sign-out", Map.of());

    assertRefused(browser, browser.get(back), "was answered before");
  }

  @Test
  void answerOfAnotherBrowserIsRefused() {
    var attacker = browser();
    var victim = browser();
    var back = provider.signsIn(begin(attacker), grace("admins"));
    begin(victim);

    assertRefused(victim, victim.get(back.toString()), "another question (state)");
    var nobody = browser();
    assertRefused(nobody, nobody.get(back.toString()), "begun in another browser");
  }

  @Test
  void codeOfAnotherSessionIsRefused() {
    var attacker = browser();
    var victim = browser();
    var stolen = provider.signsIn(begin(victim), grace("admins"));
    var code = IdentityProviderPeer.query(stolen.getRawQuery()).get("code");
    var own = provider.signsIn(begin(attacker), grace("acme")).toString();

    var injected = own.replaceFirst("code=[^&]+", "code=" + code);
    assertRefused(attacker, attacker.get(injected), "the code was not taken");
  }

  @Test
  void answerOfAnotherProviderIsRefused() {
    var browser = browser();
    var back = provider.signsIn(begin(browser), grace("admins")).toString();
    assertRefused(
        browser,
        browser.get(back.replaceFirst("iss=[^&]+", "iss=https%3A%2F%2Fevil.example")),
        "another provider (iss)");

    var other = browser();
    var without = provider.signsIn(begin(other), grace("admins")).toString();
    assertRefused(
        other, other.get(without.replaceFirst("&iss=[^&]+", "")), "another provider (iss)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https%3A%2F%2Fevil.example",
        "%2F%2Fevil.example",
        "%2Fconsole%2F..%5C%5Cevil.example",
        "javascript%3Aalert(1)",
        "%2Fconsole%0d%0aSet-Cookie:x=y"
      })
  void nobodyIsLedToAnotherSite(String next) {
    var browser = browser();
    var page = sent(browser.get("/sign-in/single-sign-on?next=" + next));
    assertThat(sent(browser.get(provider.signsIn(page, grace("admins")).toString())).toString())
        .isEqualTo("/console");
  }

  @Test
  void addressAloneLeadsToNoAccountThatIsThere() {
    var claims = grace("admins");
    claims.put("email", ADA);
    var browser = browser();
    assertRefused(browser, signIn(browser, claims), "link it under Your account");

    var unverified = grace("admins");
    unverified.put("email_verified", false);
    assertRefused(browser, signIn(browser, unverified), "verified");
    settings(", \"allowedDomains\": [\"contoso.com\"]", 200);
    assertRefused(browser, signIn(browser, grace("admins")), "are not let in");
  }

  @Test
  void whoeverIsSignedInToBothLinksThem() {
    assertThat(ada.post("/account/single-sign-on", Map.of("password", "wrong")).statusCode())
        .isEqualTo(303);
    var page = ada.post("/account/single-sign-on", Map.of("password", PASSWORD)).body();
    var link = page.substring(page.indexOf(provider.issuer() + "/authorize"));
    var location = link.substring(0, link.indexOf('"')).replace("&amp;", "&");
    assertThat(sent(ada.get(provider.signsIn(URI.create(location), grace()).toString())))
        .hasPath("/console/account");

    var browser = browser();
    signIn(browser, grace());
    assertThat(browser.get("/account").body()).contains(ADA);
    browser.post("/account/single-sign-on/unlink", Map.of());
    var again = browser();
    assertRefused(again, signIn(again, grace()), "gives you no role");
  }

  @Test
  void linkBegunByOneIsNotEndedByAnother() {
    var page = ada.post("/account/single-sign-on", Map.of("password", PASSWORD)).body();
    var link = page.substring(page.indexOf(provider.issuer() + "/authorize"));
    var location = URI.create(link.substring(0, link.indexOf('"')).replace("&amp;", "&"));
    var back = provider.signsIn(location, grace("admins")).toString();
    ada.post("/sign-out", Map.of());

    assertRefused(ada, ada.get(back), "sign in to the account");
  }

  @Test
  void settingsKeepTheSecretToThemselves() {
    var shown = api("GET", "/single-sign-on", "", server.adminToken(), 200);
    assertThat(shown).contains("\"set\":true").doesNotContain(IdentityProviderPeer.SECRET);
    var page = ada.get("/single-sign-on").body();
    assertThat(page).contains(provider.issuer(), "acme = tenant-administrator acme");
    assertThat(page).doesNotContain(IdentityProviderPeer.SECRET);

    try (var other = new IdentityProviderPeer()) {
      var moved =
          "{\"issuer\": \"%s\", \"clientId\": \"muster\", \"roles\": []}".formatted(other.issuer());
      assertThat(api("PUT", "/single-sign-on", moved, server.adminToken(), 400))
          .contains("clientSecret");
    }
    var saved =
        ada.post(
            "/single-sign-on",
            Map.of(
                "name",
                "Contoso",
                "issuer",
                provider.issuer(),
                "clientId",
                "muster",
                "clientSecret",
                "",
                "roles",
                "acme = reader acme"));
    assertThat(saved.statusCode()).isEqualTo(303);
    assertThat(api("GET", "/single-sign-on", "", server.adminToken(), 200)).contains("reader");
    api("DELETE", "/single-sign-on", "", server.adminToken(), 204);
    assertThat(browser().get("/sign-in").body()).doesNotContain("Contoso");
    assertThat(browser().get("/sign-in/single-sign-on").statusCode()).isEqualTo(404);
  }

  @Test
  void providerInsideIsNotAskedUnlessTheConfigurationSaysSo() {
    server.close();
    server = MusterServer.start(configuration().with(OutboundPolicy.publicOnly()));

    assertThat(settings("", 400)).contains("is not a public address", "--allow-target");
    assertThat(browser().get("/sign-in/single-sign-on").statusCode()).isEqualTo(400);
  }
}
