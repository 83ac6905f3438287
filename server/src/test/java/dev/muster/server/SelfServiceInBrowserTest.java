package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's first day: a temporary password, one of their own, a passkey; each page looked at.
class SelfServiceInBrowserTest {
  private static final String OWN = "eleven idle trombones";

  @TempDir Path folder;
  private final List<String> problems = new ArrayList<>();

  @Test
  void firstDayOfAPerson() {
    try (var server = MusterServer.start(Configuration.local(folder));
        var chromium = Chromium.start();
        var visitor = chromium.visitor(1280, 900, ColorScheme.LIGHT)) {
      var given = givenPassword(server);
      var page = visitor.newPage();
      page.onConsoleMessage(message -> {
        if (List.of("error", "warning").contains(message.type())) {
          problems.add(page.url() + ": " + message.text());
        }
      });
      withAuthenticator(page);

      page.navigate(server.baseUrl().replace("127.0.0.1", "localhost") + "/account/acme");
      look(chromium, page);
      page.getByLabel("User name").fill("ann");
      page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(given);
      button(page, "Sign in").last().click();

      page.getByText("Choose your own password").waitFor();
      page.getByLabel("New password").pressSequentially("kettles");
      page.getByText("7 of at least 15 characters").waitFor();
      page.getByLabel("New password").fill("qwertyuiopasdfghjkl");
      page.getByText("repeated or sequential").waitFor();
      look(chromium, page);
      page.getByLabel("New password").fill(OWN);
      page.getByText("Strong").waitFor();
      button(page, "Change password").click();

      page.getByText("Your password is changed").waitFor();
      page.getByLabel("Name of the new passkey").fill("Laptop");
      button(page, "Add a passkey").click();
      page.getByText("The passkey is added").waitFor();
      assertThat(page.locator("table").last().textContent()).contains("Laptop").contains("never");
      look(chromium, page);

      button(page, "Sign out").click();
      button(page, "Sign in with a passkey").click();
      page.getByText("Your accounts").waitFor();
      assertThat(page.locator("table").last().textContent()).doesNotContain("never");
      assertThat(problems).isEmpty();
    }
  }

  private static String givenPassword(MusterServer server) {
    var admin = new AdminClient(server.baseUrl(), server.adminToken());
    var tenant = ScimJson.object().put("name", "acme");
    tenant.putObject("settings").putObject("passwords").put("accepted", true);
    admin.post("/tenants", tenant);
    var ann = ScimJson.object().put("userName", "ann").put("displayName", "Ann Example");
    ann.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    admin.post("/tenants/acme/directory/Users", ann);
    var body = ScimJson.object().put("userName", "ann");
    return admin.post("/tenants/acme/passwords/temporary", body).path("password").asString();
  }

  /// A device with a finger on it, in the browser itself.
  private static void withAuthenticator(Page page) {
    var devtools = page.context().newCDPSession(page);
    devtools.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    var parameters = new JsonObject();
    parameters.add("options", options);
    devtools.send("WebAuthn.addVirtualAuthenticator", parameters);
  }

  private void look(Chromium chromium, Page page) {
    problems.addAll(chromium.violations(page));
    for (var theme : List.of("dark", "light")) {
      page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme; }", theme);
      for (var width : List.of(390, 1280)) {
        page.setViewportSize(width, 900);
        problems.addAll(Chromium.faint(page));
        if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
          problems.add("%s is wider than the screen at %d px".formatted(page.url(), width));
        }
      }
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
