package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What each role may do, tried at every route that there is, and what the console offers it.
class RolesTest extends WithConsole {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]+}");
  private static final Pattern FORM =
      Pattern.compile(
          "<form[^>]*action=\"([^\"]*)\"[^>]*>(<fieldset class=\"withheld\" disabled>)?");
  private static final List<String> ONES_OWN = List.of("/console/account", "/console/sign-out");

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void tenants() {
    for (var tenant : List.of("acme", "fabrikam")) {
      api("POST", "/tenants", "{\"name\": \"%s\"}".formatted(tenant), server.adminToken(), 201);
      for (var application : List.of("crm", "wiki")) {
        api(
            "POST",
            "/tenants/%s/applications".formatted(tenant),
            "{\"name\": \"%s\", \"tenantUrl\": \"http://127.0.0.1:9/scim\", \"secretToken\": \"s\"}"
                .formatted(application),
            server.adminToken(),
            201);
      }
    }
  }

  private String key(String role, String more) {
    var made =
        api(
            "POST",
            "/api-keys",
            "{\"name\": \"%s\", \"roles\": [{\"role\": \"%s\"%s}]}"
                .formatted(role + more.hashCode(), role, more),
            server.adminToken(),
            201);
    return ScimJson.parseObject(made).path("key").asString();
  }

  private Browser signedIn(String role, String more) {
    var email = role + "@example.com";
    api(
        "POST",
        "/administrators",
        "{\"email\": \"%s\", \"name\": \"N\", \"password\": \"%s\", \"roles\": [{\"role\": \"%s\"%s}]}"
            .formatted(email, PASSWORD, role, more),
        server.adminToken(),
        201);
    var browser = browser();
    browser.post("/sign-in", Map.of("email", email, "password", PASSWORD));
    return browser;
  }

  private record Route(String method, String pattern) {
    boolean ofTenant() {
      return pattern.startsWith("/api/v1/tenants/{tenant}");
    }

    boolean ofJob() {
      return pattern.startsWith("/api/v1/tenants/{tenant}/jobs/{job}");
    }

    boolean reads() {
      return method.equals("GET");
    }

    String path(String tenant, String job) {
      var named = pattern.replace("{tenant}", tenant).replace("{job}", job);
      return PLACEHOLDER.matcher(named).replaceAll("1");
    }
  }

  private Stream<Route> routes() {
    return server.adminRoutes().stream()
        .map(text -> text.split(" ", 2))
        .map(parts -> new Route(parts[0], parts[1]));
  }

  private HttpResponse<String> send(Route route, String path, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .method(route.method(), HttpRequest.BodyPublishers.ofString("{}"));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }

  private void assertAnswered(Route route, String path, String token, int status) {
    var answer = send(route, path, token);
    assertThat(answer.statusCode()).as(() -> route + " " + answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void nobodyReachesARouteOfATenantThatIsNotTheirs() {
    var neighbours =
        List.of(
            key("tenant-administrator", ", \"tenant\": \"fabrikam\""),
            key("application-owner", ", \"tenant\": \"fabrikam\", \"application\": \"crm\""),
            key("reader", ", \"tenant\": \"fabrikam\""));
    var routes = routes().filter(Route::ofTenant).toList();
    assertThat(routes).hasSizeGreaterThan(100);

    for (var route : routes) {
      for (var neighbour : neighbours) {
        assertAnswered(route, route.path("acme", "crm"), neighbour, 404);
      }
      var hidden = send(route, route.path("acme", "crm"), neighbours.getFirst()).body();
      var absent = send(route, route.path("nobody", "crm"), neighbours.getFirst()).body();
      assertThat(hidden.replace("acme", "nobody")).as(route.toString()).isEqualTo(absent);
    }
    assertThat(api("GET", "/audit/verification", "", server.adminToken(), 200)).contains("true");
  }

  @Test
  void readerChangesNothing() {
    var reader = key("reader", ", \"tenant\": \"acme\"");
    var everywhere = key("reader", "");

    routes()
        .filter(route -> !route.reads())
        .forEach(route -> {
          assertAnswered(route, route.path("acme", "crm"), reader, 403);
          assertAnswered(route, route.path("acme", "crm"), everywhere, 403);
        });
    assertThat(audit()).contains("\"status\":403");
  }

  @Test
  void ownerOfAnApplicationChangesNothingElse() {
    var owner = key("application-owner", ", \"tenant\": \"acme\", \"application\": \"crm\"");

    routes()
        .filter(route -> !route.reads())
        .forEach(route -> {
          if (route.ofJob()) {
            assertAnswered(route, route.path("acme", "wiki"), owner, 403);
          } else {
            assertAnswered(route, route.path("acme", "crm"), owner, 403);
          }
        });
  }

  @Test
  void administratorOfATenantHasNoSayOverThePlatform() {
    var tenant = key("tenant-administrator", ", \"tenant\": \"acme\"");

    routes()
        .filter(route -> !route.ofTenant() && !route.reads())
        .forEach(route -> assertAnswered(route, route.path("acme", "crm"), tenant, 403));
    for (var place : List.of("/audit", "/administrators", "/api-keys", "/single-sign-on")) {
      assertAnswered(new Route("GET", place), "/api/v1" + place, tenant, 403);
    }
    assertAnswered(new Route("DELETE", ""), "/api/v1/tenants/acme", tenant, 403);
  }

  @Test
  void nobodyAtAllIsLetIn() {
    routes().forEach(route -> assertAnswered(route, route.path("acme", "crm"), "", 401));
  }

  /// Every page that is about the tenant or one of its applications.
  private List<String> pages() {
    return server.consoleAddresses().stream()
        .map(page -> page.replace("{tenant}", "acme").replace("{job}", "crm"))
        .filter(page -> !page.contains("{") && !page.endsWith("/tail"))
        .map(page -> page.substring("/console".length()))
        .toList();
  }

  private record Offered(String action, boolean disabled) {}

  private List<Offered> forms(Browser browser) {
    return pages().stream()
        .map(browser::get)
        .filter(page -> page.statusCode() == 200)
        .flatMap(page -> FORM.matcher(page.body()).results())
        .filter(form -> form.group().contains("method=\"post\""))
        .map(form -> new Offered(form.group(1), form.group(2) != null))
        .filter(form -> ONES_OWN.stream().noneMatch(form.action()::startsWith))
        .toList();
  }

  @Test
  void readerIsOfferedNoForm() {
    var forms = forms(signedIn("reader", ", \"tenant\": \"acme\""));

    assertThat(forms).hasSizeGreaterThan(15).allMatch(Offered::disabled);
    assertThat(browser().get("/sign-in").body()).doesNotContain("withheld");
  }

  @Test
  void ownerIsOfferedTheFormsOfTheirApplication() {
    var forms =
        forms(signedIn("application-owner", ", \"tenant\": \"acme\", \"application\": \"crm\""));

    assertThat(forms)
        .hasSizeGreaterThan(15)
        .allSatisfy(form -> {
          var own =
              form.action().contains("/applications/crm") && !form.action().endsWith("person");
          assertThat(form.disabled()).as(form.action()).isEqualTo(!own);
        });
  }

  @Test
  void administratorOfATenantIsOfferedAllButWhatIsThePlatforms() {
    var forms = forms(signedIn("tenant-administrator", ", \"tenant\": \"acme\""));

    assertThat(forms)
        .hasSizeGreaterThan(15)
        .allSatisfy(form -> {
          var tenants = form.action().startsWith("/console/t/acme/");
          var platforms = form.action().matches(".*/settings/(delete|suspend|resume)");
          assertThat(form.disabled()).as(form.action()).isEqualTo(!tenants || platforms);
        });
    assertThat(forms(ada)).noneMatch(Offered::disabled);
  }
}
