package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cycle that runs, as the page of an application shows it while it runs. The application takes
/// one request a second, so that there is something to watch.
class CycleStreamTest {
  private static final String APP = "/t/acme/applications/Crm";
  private static final String LOOK = "event: look";
  private static final int PEOPLE = 8;
  private static final int PATIENCE = 1_000;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private MusterServer server;
  private ConsoleVisitor ada;

  @BeforeEach
  void start() {
    server = MusterServer.start(Configuration.local(folder));
    ada = ConsoleVisitor.first(http, server);
    ada.post("", Map.of("name", "acme"));
    var target = ada.admin("POST", "/tenants", "{\"name\": \"crm\"}");
    var application =
        ScimJson.object()
            .put("name", "Crm")
            .put("tenantUrl", target.path("tenantUrl").asString())
            .put("secretToken", target.path("token").asString())
            .put("allUsers", true)
            .put("requestsPerSecond", 1);
    ada.admin("POST", "/tenants/acme/applications", ScimJson.write(application));
    for (var i = 0; i < PEOPLE; i++) {
      var user = ScimJson.object().put("userName", "person" + i);
      user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
      ada.admin("POST", "/tenants/acme/directory/Users", ScimJson.write(user));
    }
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  /// Begins a cycle, and waits until it shows how far it is.
  private void begin() {
    ada.admin("POST", "/tenants/acme/jobs/Crm/start", "{}");
    for (var i = 0; i < PATIENCE; i++) {
      if (ada.admin("GET", "/tenants/acme/jobs/Crm", "").path("progress").isObject()) {
        return;
      }
    }
    throw new AssertionError("no cycle began");
  }

  private HttpRequest tail() {
    return HttpRequest.newBuilder(URI.create(server.baseUrl() + "/console" + APP + "/tail"))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Cookie", ada.cookie())
        .build();
  }

  private Stream<String> watch() {
    return http.sendAsync(tail(), BodyHandlers.ofLines()).join().body();
  }

  @Test
  void progressArrivesUntilTheCycleIsOver() {
    begin();
    List<String> lines;
    try (var stream = watch()) {
      lines = stream.toList();
    }

    assertThat(lines).contains("event: cycle", "event: counts");
    assertThat(lines.stream().filter("event: cycle"::equals).count()).isGreaterThan(2);
    assertThat(lines).anyMatch(line -> line.contains("of " + PEOPLE));
    assertThat(lines).allMatch(line -> line.isEmpty() || line.matches("(event|data|): .*|data: ?"));
    assertThat(lines.stream().filter(LOOK::equals)).hasSize(1);
    assertThat(ada.admin("GET", "/tenants/acme/jobs/Crm", "").has("progress")).isFalse();
  }

  @Test
  void nothingIsStreamedWhileNothingRunsNorToWhomMayNotSeeIt() {
    try (var stream = watch()) {
      assertThat(stream.toList()).containsExactly(LOOK, "data: now", "");
    }
    var other = ada.somebody("rea@example.com", "[{\"role\": \"reader\", \"tenant\": \"crm\"}]");
    assertThat(other.get(APP + "/tail").statusCode()).isEqualTo(404);
    var nobody = new ConsoleClient(http, server.baseUrl(), "");
    assertThat(nobody.get(APP + "/tail").statusCode()).isEqualTo(303);
  }

  @Test
  void sessionHasNoMoreThanThreeAndOneThatEndsMakesRoom() {
    begin();
    var open = new ArrayList<Stream<String>>();
    try {
      for (var i = 0; i < 3; i++) {
        var stream = watch();
        open.add(stream);
      }
      assertThat(firstLine()).isEqualTo(LOOK);

      open.removeFirst().close();

      var again = LOOK;
      while (again.equals(LOOK) && isRunning()) {
        again = firstLine();
      }
      assertThat(again).isIn("event: cycle", "event: counts");
    } finally {
      open.forEach(Stream::close);
    }
  }

  private String firstLine() {
    try (var stream = watch()) {
      return stream.filter(line -> line.startsWith("event: ")).findFirst().orElse("");
    }
  }

  private boolean isRunning() {
    return ada.admin("GET", "/tenants/acme/jobs/Crm", "").path("progress").isObject();
  }

  @Test
  void pageFollowsTheStreamAndDoesNotAsk() {
    var watched = watched(false);
    assertThat(watched.problems).isEmpty();
    // Once, when the stream says that the cycle is over.
    assertThat(watched.polls).hasSizeBetween(1, 2);
  }

  @Test
  void pageAsksByItselfWhenTheStreamIsCut() {
    assertThat(watched(true).polls).hasSizeGreaterThan(2);
  }

  private BrowserContext visitor(Chromium chromium) {
    var visitor = chromium.visitor(1280, 900, ColorScheme.LIGHT);
    var cookie = ada.cookie().split("=", 2);
    visitor.addCookies(
        List.of(new Cookie(cookie[0], cookie[1]).setUrl(server.baseUrl()).setHttpOnly(true)));
    return visitor;
  }

  private record Watched(List<String> polls, List<String> problems) {}

  /// Opens the page while a cycle runs and stays until it shows none.
  private Watched watched(boolean cut) {
    var polls = new ArrayList<String>();
    var problems = new ArrayList<String>();
    try (var chromium = Chromium.start();
        var page = visitor(chromium).newPage()) {
      if (cut) {
        page.route("**/tail", Route::abort);
      }
      page.onConsoleMessage(message -> {
        if (!message.type().equals("log")) {
          problems.add(message.text());
        }
      });
      begin();
      page.navigate(server.baseUrl() + "/console" + APP);
      page.onRequest(request -> {
        if (request.url().endsWith(APP)) {
          polls.add(request.url());
        }
      });
      var bar =
          page.getByRole(
              AriaRole.PROGRESSBAR, new Page.GetByRoleOptions().setName("Progress of the cycle"));
      bar.waitFor();
      var before = bar.getAttribute("value");
      page.locator("progress[value]:not([value='%s'])".formatted(before)).waitFor();
      page.locator("progress")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
    return new Watched(polls, problems);
  }
}
