package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.outbound.OutboundPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The console as people see it: one server, one browser, one story, then a look at every page.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleInBrowserTest {
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "seventeen quiet harbours";
  private static final long LARGEST = 200_000;
  // Each field that is filled counts, and each click.
  private static final int MOST_INTERACTIONS = 12;
  private static final int MOST_TABS = 60;

  @TempDir static Path folder;
  private static MusterServer server;
  private static AdminClient admin;
  private static Chromium browser;
  private static BrowserContext ada;

  @BeforeAll
  static void start() {
    server =
        MusterServer.start(
            Configuration.local(folder).with(OutboundPolicy.allowing(List.of("127.0.0.0/8"))));
    admin = new AdminClient(server.baseUrl(), server.adminToken());
    browser = Chromium.start();
    ada = browser.visitor(1280, 900, ColorScheme.LIGHT);
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  /// What somebody does with keyboard and mouse: a field that is filled counts, and so does a
  /// click.
  private static final class Hand {
    private final Page page;
    private int interactions;

    Hand(Page page) {
      this.page = page;
    }

    Hand fill(String label, String text) {
      page.locator("input:not([readonly])")
          .and(page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)))
          .fill(text);
      interactions++;
      return this;
    }

    Hand press(AriaRole role, String name) {
      page.getByRole(role, new Page.GetByRoleOptions().setName(name)).first().click();
      interactions++;
      return this;
    }
  }

  @Test
  @Order(1)
  void fromTheSetupLinkToTheFirstProvisionedPerson() {
    var target = admin.post("/tenants", ScimJson.object().put("name", "slack"));
    var page = ada.newPage();
    page.navigate(server.newSetupUrl().orElseThrow());
    var hand = new Hand(page);
    hand.fill("Your name", "Ada")
        .fill("E-mail address", EMAIL)
        .fill("Password", PASSWORD)
        .press(AriaRole.BUTTON, "Create the account");
    hand.fill("Name", "acme").press(AriaRole.BUTTON, "Create tenant");
    var _ = create("bjensen", "Barbara Jensen");

    hand.fill("Name", "Slack")
        .fill("Tenant URL", target.path("tenantUrl").asString())
        .fill("Secret token", target.path("token").asString())
        .press(AriaRole.CHECKBOX, "Everybody in the directory gets an account")
        .press(AriaRole.BUTTON, "Test and connect")
        .press(AriaRole.BUTTON, "Turn on provisioning");

    page.getByText("1 created").first().waitFor();
    assertThat(admin.get("/tenants/slack/directory/Users").path("totalResults").asInt())
        .isEqualTo(1);
    assertThat(hand.interactions).isLessThanOrEqualTo(MOST_INTERACTIONS);
    page.close();
  }

  private static void delete(String endpoint, String id) {
    admin.delete("/tenants/acme/directory/" + endpoint + "/" + id);
  }

  private static String create(String userName, String name) {
    var user = ScimJson.object().put("userName", userName).put("displayName", name);
    user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    user.putArray("emails").addObject().put("value", userName + "@example.com").put("type", "work");
    return admin.post("/tenants/acme/directory/Users", user).path("id").asString();
  }

  /// Every page there is an address for has a link from another one, and is looked at.
  @Test
  @Order(2)
  void everyPageIsReachedAndSoundInBothThemesAndOnAPhone() {
    seed();
    var visited = new LinkedHashMap<String, String>();
    // The last two are offered before provisioning is on, and after a first run that joined.
    var open =
        new LinkedHashSet<>(
            List.of(
                "/console",
                "/console/t/acme",
                "/console/t/acme/applications/Slack/guide",
                "/console/t/acme/applications/Slack/joins"));
    var looker = new Looker(ada);
    while (!open.isEmpty()) {
      var path = open.removeFirst();
      if (visited.putIfAbsent(pattern(path), path) == null) {
        looker.look(path).forEach(open::addLast);
      }
    }
    assertThat(looker.problems).isEmpty();
    assertThat(visited.keySet()).containsAll(pagesOf(server.consoleAddresses()));
  }

  private static void seed() {
    var group = ScimJson.object().put("displayName", "Engineering");
    group.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group");
    var users = admin.get("/tenants/acme/directory/Users").path("Resources");
    group.putArray("members").addObject().set("value", users.path(0).path("id"));
    admin.post("/tenants/acme/directory/Groups", group);
    delete("Users", create("gone", "Somebody Gone"));
    var gone = ScimJson.object().put("displayName", "Chess");
    gone.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group");
    delete("Groups", admin.post("/tenants/acme/directory/Groups", gone).path("id").asString());
    admin.post(
        "/tenants/acme/event-streams",
        ScimJson.object()
            .put("url", "http://127.0.0.1:9/hooks")
            .put("description", "nobody there"));
    var token =
        admin
            .post("/tenants/acme/tokens", ScimJson.object().put("name", "Okta"))
            .path("token")
            .asString();
    ask("/Users?filter=userName%20eq", token);
    admin.post("/tenants/acme/setup-links", ScimJson.object().put("note", "Fabrikam IT"));
  }

  /// What an identity provider asks.
  private static void ask(String path, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/t/acme/scim/v2" + path))
            .header("Authorization", "Bearer " + token)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      client.sendAsync(request, BodyHandlers.discarding()).join();
    }
  }

  /// Streams and downloads are no pages.
  private static List<String> pagesOf(List<String> addresses) {
    return addresses.stream()
        .filter(address -> !address.endsWith("/tail") && !address.endsWith("/export"))
        .toList();
  }

  /// The address that a path belongs to, as the server's own table says it.
  private static String pattern(String path) {
    var segments = path.split("/", -1);
    for (var address : server.consoleAddresses()) {
      var pattern = address.split("/", -1);
      var fits = pattern.length == segments.length;
      for (var i = 0; fits && i < pattern.length; i++) {
        fits = pattern[i].startsWith("{") || pattern[i].equals(segments[i]);
      }
      if (fits) {
        return address;
      }
    }
    return path;
  }

  /// Looks at pages as one visitor and writes down what is wrong with them.
  private static final class Looker {
    private final Page page;
    private final Map<String, Long> sizes = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> asked = new LinkedHashSet<>();

    Looker(BrowserContext visitor) {
      page = visitor.newPage();
      page.onConsoleMessage(message -> {
        if (Set.of("error", "warning").contains(message.type())) {
          problems.add(page.url() + " console: " + message.text());
        }
      });
      page.onPageError(error -> problems.add(page.url() + " script: " + error));
      page.onRequest(request -> asked.add(request.url()));
      page.onRequestFinished(this::measure);
    }

    private void measure(Request request) {
      var size = request.sizes();
      sizes.merge(
          request.url(), (long) size.responseBodySize + size.responseHeadersSize, Math::max);
    }

    /// Looks at one page, wide and light first, then dark, then both on a phone. Gives the paths of
    /// the console that it links to.
    List<String> look(String path) {
      asked.clear();
      page.setViewportSize(1280, 900);
      var response = page.navigate(server.baseUrl() + path);
      if (response.status() != 200) {
        problems.add(path + ": " + response.status());
      }
      browser.violations(page).forEach(found -> problems.add(path + ": " + found));
      lookAgain(path, "dark", 1280);
      lookAgain(path, "dark", 390);
      lookAgain(path, "light", 390);
      asked.stream()
          .filter(url -> !url.startsWith(server.baseUrl()) && !url.startsWith("data:"))
          .forEach(url -> problems.add(path + " asks another host, " + url));
      var bytes = asked.stream().mapToLong(url -> sizes.getOrDefault(url, 0L)).sum();
      if (bytes > LARGEST) {
        problems.add(path + " transfers %,d bytes".formatted(bytes));
      }
      return links();
    }

    private void lookAgain(String path, String theme, int width) {
      var where = "%s, %s at %d px".formatted(path, theme, width);
      page.setViewportSize(width, 844);
      page.evaluate(
          """
          async theme => {
            document.documentElement.dataset.bsTheme = theme;
            await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          }
          """,
          theme);
      Chromium.faint(page).forEach(found -> problems.add(where + ": " + found));
      if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
        problems.add(where + " is wider than the screen");
      }
    }

    @SuppressWarnings("unchecked")
    private List<String> links() {
      return (List<String>)
          page.evaluate(
              """
              () => [...document.querySelectorAll('a[href^="/console"]')]
                .map(link => new URL(link.href).pathname)
                .filter(path => !path.endsWith('/export'))
                .filter(path => !path.startsWith('/console/t/slack') && !path.startsWith('/console/assets'))
              """);
    }
  }

  /// A page outside of the console, for somebody who is nobody here.
  @Test
  @Order(3)
  void pastCyclesArePlottedWithTheirFigures() {
    for (var i = 0; i < 2; i++) {
      admin.post("/tenants/acme/jobs/Slack/cycles?wait=60", ScimJson.object());
    }
    var page = ada.newPage();
    page.navigate(server.baseUrl() + "/console/t/acme/applications/Slack");
    page.locator(".plot .u-over").hover();
    page.waitForCondition(
        () -> page.locator(".plot .u-legend").textContent().matches("(?s).*created:?\\s*\\d.*"));
    page.close();
  }

  @Test
  @Order(4)
  void setupLinkMakesATokenAndShowsWhatArrives() {
    var url =
        admin
            .post("/tenants/acme/setup-links", ScimJson.object().put("note", "Contoso IT"))
            .path("url")
            .asString();
    try (var visitor = browser.visitor(1280, 900, ColorScheme.LIGHT)) {
      var looker = new Looker(visitor);
      var path = url.substring(server.baseUrl().length());
      looker.look(path + "?idp=other");
      var page = visitor.newPage();
      page.onDialog(Dialog::accept);
      page.navigate(url + "?idp=okta");
      press(page, "Make a token");
      press(page, "Make another token");
      var token = page.getByLabel("Secret token", new Page.GetByLabelOptions().setExact(true));
      page.getByText("Waiting for the first request").waitFor();
      ask("/Users", token.inputValue());
      page.getByText("200 accepted").waitFor();
      looker.look(path + "?idp=okta");
      assertThat(looker.problems).isEmpty();
      assertThat(admin.get("/tenants/acme/tokens").toString()).containsOnlyOnce("Contoso IT");
    }
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  @Test
  @Order(5)
  void keyboardAloneIsEnough() {
    try (var visitor = browser.visitor(1280, 900, ColorScheme.DARK)) {
      var page = visitor.newPage();
      page.navigate(server.baseUrl() + "/console");
      reach(page, "E-mail address");
      page.keyboard().type(EMAIL);
      reach(page, "Password");
      page.keyboard().type(PASSWORD);
      page.keyboard().press("Enter");
      page.waitForURL("**/console");
      follow(page, "acme");
      follow(page, "People");
      reach(page, "Search");
      page.keyboard().type("Barb");
      page.waitForCondition(() -> page.url().contains("q=Barb"));
      follow(page, "Barbara Jensen");
      assertThat(page.locator("h1").textContent()).isEqualTo("Barbara Jensen");
      follow(page, "Applications");
      follow(page, "Slack");
      reach(page, "Pause");
      page.keyboard().press("Enter");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start provisioning"))
          .waitFor();
      assertThat(page.locator("html").getAttribute("data-bs-theme")).isEqualTo("dark");
    }
  }

  @Test
  @Order(6)
  void firstStopOfTheKeyboardLeadsPastTheNavigation() {
    var page = ada.newPage();
    page.navigate(server.baseUrl() + "/console/t/acme/people");
    page.keyboard().press("Tab");
    assertThat(focused(page)).isEqualTo("To the content");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
    page.close();
  }

  private static void follow(Page page, String name) {
    reach(page, name);
    var before = page.url();
    page.keyboard().press("Enter");
    page.waitForCondition(() -> !page.url().equals(before));
    page.waitForLoadState();
  }

  /// Presses Tab until something with that name has the focus, and has a ring that shows it.
  private static void reach(Page page, String name) {
    for (var i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if (focused(page).equals(name)) {
        assertThat(
                page.evaluate(
                    "getComputedStyle(document.activeElement).outlineStyle +"
                        + " getComputedStyle(document.activeElement).boxShadow"))
            .as("the focus on " + name)
            .isNotEqualTo("nonenone");
        return;
      }
    }
    throw new AssertionError("%s: no Tab leads to \"%s\"".formatted(page.url(), name));
  }

  private static String focused(Page page) {
    return (String)
        page.evaluate(
            """
            () => {
              const here = document.activeElement;
              return (here.ariaLabel ?? here.labels?.[0]?.textContent ?? here.textContent).trim();
            }
            """);
  }
}
