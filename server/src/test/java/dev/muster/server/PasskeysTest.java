package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Passkeys, from the browser's side and from an attacker's.
class PasskeysTest extends WithConsole {
  private final VirtualAuthenticator key = new VirtualAuthenticator();

  private HttpResponse<String> register(Browser browser, VirtualAuthenticator authenticator) {
    var credential =
        authenticator.create(
            browser.ask("/account/passkeys/options", Map.of("password", PASSWORD)),
            browser.origin());
    return browser.post("/account/passkeys", Map.of("credential", credential, "name", "Laptop"));
  }

  private static HttpResponse<String> answer(Browser browser, String credential) {
    return browser.post("/sign-in/passkey", Map.of("credential", credential));
  }

  private HttpResponse<String> signIn(Browser browser) {
    return answer(browser, key.get(browser.ask("/sign-in/passkey/options"), browser.origin()));
  }

  @Test
  void passkeyIsMadeAndSignsInWithoutAPassword() {
    register(ada, key);
    assertThat(ada.get("/account").body()).contains("Laptop").contains("never");

    var browser = browser();
    var entered = signIn(browser);

    assertThat(entered.statusCode()).as(entered.body()).isEqualTo(303);
    assertThat(isIn(browser)).isTrue();
    assertThat(browser.get("/account").body()).contains(ADA).doesNotContain("never");
    assertThat(audit()).contains("add a passkey").contains("sign-in with a passkey");
  }

  @Test
  void removedPasskeySignsNobodyIn() {
    register(ada, key);
    ada.post("/account/passkeys/" + key.id() + "/remove", Map.of("password", PASSWORD));

    var browser = browser();
    assertThat(signIn(browser).statusCode()).isEqualTo(401);
    assertThat(isIn(browser)).isFalse();
    assertThat(audit()).contains("remove a passkey").contains("\"outcome\":\"refused\"");
  }

  @Test
  void whoHasJustComeByPasskeyNeedsNoPassword() {
    register(ada, key);
    var browser = browser();
    signIn(browser);

    assertThat(ada.post("/account/passkeys/" + key.id() + "/remove", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(ada.get("/account").body()).contains("type yours once more").contains(key.id());
    browser.post("/account/passkeys/" + key.id() + "/remove", Map.of());
    assertThat(browser.get("/account").body()).doesNotContain(key.id());
  }

  @Test
  void platformAdministratorRemovesALostPasskeyOfAnother() {
    register(ada, key);
    assertThat(api("GET", "/administrators/1/passkeys", "", server.adminToken(), 200))
        .contains("Laptop");
    api("DELETE", "/administrators/1/passkeys/" + key.id(), "", server.adminToken(), 204);
    api("DELETE", "/administrators/1/passkeys/" + key.id(), "", server.adminToken(), 404);

    assertThat(signIn(browser()).statusCode()).isEqualTo(401);
  }

  @Test
  void answerThatWasCaughtIsOfNoUse() {
    register(ada, key);
    var browser = browser();
    var credential = key.get(browser.ask("/sign-in/passkey/options"), browser.origin());

    var thief = browser();
    assertThat(answer(thief, credential).statusCode()).isEqualTo(400);
    thief.ask("/sign-in/passkey/options");
    assertThat(answer(thief, credential).statusCode()).isEqualTo(401);
    assertThat(answer(browser, credential).statusCode()).isEqualTo(303);
    assertThat(answer(browser, credential).statusCode()).as("a second time").isEqualTo(400);
    assertThat(isIn(thief)).isFalse();
  }

  @Test
  void signatureForAnotherSiteIsRefused() {
    register(ada, key);
    var browser = browser();
    var credential = key.get(browser.ask("/sign-in/passkey/options"), "https://evil.example");

    assertThat(answer(browser, credential).statusCode()).isEqualTo(401);
  }

  @Test
  void deviceThatAskedNobodyIsRefused() {
    register(ada, key);
    key.withoutVerification();
    assertThat(signIn(browser()).statusCode()).isEqualTo(401);

    var another = new VirtualAuthenticator();
    another.withoutVerification();
    register(ada, another);
    assertThat(api("GET", "/administrators/1/passkeys", "", server.adminToken(), 200))
        .doesNotContain(another.id());
  }

  @Test
  void copyOfAPasskeyIsNoticedByItsCounter() {
    register(ada, key);
    assertThat(signIn(browser()).statusCode()).isEqualTo(303);
    assertThat(signIn(browser()).statusCode()).isEqualTo(303);
    key.copied();
    assertThat(signIn(browser()).statusCode()).isEqualTo(401);
  }

  @Test
  void passkeyIsNotPutIntoAnothersAccount() {
    var eve = "eve@example.com";
    var body =
        "{\"email\": \"%s\", \"name\": \"Eve\", \"password\": \"%s\", \"roles\": [{\"role\": \"reader\"}]}"
            .formatted(eve, PASSWORD);
    api("POST", "/administrators", body, server.adminToken(), 201);
    var browser = browser();
    browser.post("/sign-in", Map.of("email", eve, "password", PASSWORD));
    var credential =
        key.create(
            browser.ask("/account/passkeys/options", Map.of("password", PASSWORD)),
            browser.origin());

    ada.plant("muster_ceremony", browser.cookie("muster_ceremony"));
    ada.post("/account/passkeys", Map.of("credential", credential, "name", "Eve's"));

    assertThat(api("GET", "/administrators/1/passkeys", "", server.adminToken(), 200))
        .doesNotContain(key.id());
    assertThat(audit()).contains("\"action\":\"add a passkey\",\"outcome\":\"refused\"");
  }

  @Test
  void nothingAtAllIsAnAnswerToNobody() {
    var browser = browser();
    browser.ask("/sign-in/passkey/options");
    for (var nonsense : new String[] {"", "{}", "null", "[]", "{\"id\": 7}"}) {
      browser.ask("/sign-in/passkey/options");
      assertThat(answer(browser, nonsense).statusCode()).as(nonsense).isBetween(400, 401);
    }
    assertThat(isIn(browser)).isFalse();
  }

  @Test
  void pageAtABareAddressOffersNone() {
    try (var browser = new Browser(server.baseUrl())) {
      assertThat(browser.get("/sign-in").body()).doesNotContain("passkey");
      assertThat(browser.post("/sign-in/passkey/options", Map.of()).statusCode()).isEqualTo(400);
    }
  }
}
