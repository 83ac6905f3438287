package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.outbound.OutboundPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A client that writes scripts into everything it can write, and an administrator who looks at
/// every page of the console with a real browser.
class StoredScriptInBrowserTest {
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String OWN = "urn:example:2.0:Own";

  /// Would leave text, an attribute and a script, and runs in two ways.
  private static final String HOSTILE =
      "x'\"></textarea></script><img src=nowhere class=hostile onerror=window.hit=1><script class=hostile>window.hit=1</script>";

  @TempDir Path folder;
  private MusterServer server;
  private AdminClient admin;
  private Chromium browser;
  private BrowserContext ada;
  private String token = "";

  @BeforeEach
  void start() {
    server =
        MusterServer.start(
            Configuration.local(folder).with(OutboundPolicy.allowing(List.of("127.0.0.0/8"))));
    admin = new AdminClient(server.baseUrl(), server.adminToken());
    browser = Chromium.start();
    ada = browser.visitor(1280, 900, ColorScheme.LIGHT);
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
  }

  @Test
  void nothingThatAClientWroteRunsOnAnyPage() {
    var target = admin.post("/tenants", ScimJson.object().put("name", "target"));
    token = admin.post("/tenants", ScimJson.object().put("name", "acme")).path("token").asString();
    ownSchema();
    admin.post(
        "/tenants/acme/applications",
        ScimJson.object()
            .put("name", "app")
            .put("tenantUrl", target.path("tenantUrl").asString())
            .put("secretToken", target.path("token").asString())
            .put("allUsers", true));
    var written = new ArrayList<String>();
    var user = hostile(USER, written);
    user.set(ENTERPRISE, hostile(ENTERPRISE, written));
    user.set(OWN, ScimJson.object().put("note", HOSTILE));
    schemas(user, USER, ENTERPRISE, OWN);
    var id = ScimJson.parseObject(send("POST", "/Users", user, 201)).path("id").asString();
    // Of the core user and the enterprise extension: everything that is a text and can be written.
    assertThat(written).hasSizeGreaterThan(40).contains("userName", "emails.value", "department");
    var group = ScimJson.object().put("displayName", HOSTILE).put("externalId", HOSTILE);
    group.putArray("members").addObject().put("value", id).put("display", HOSTILE);
    schemas(group, GROUP);
    send("POST", "/Groups", group, 201);
    refused();
    admin.post("/tenants/acme/jobs/app/cycles?wait=60", ScimJson.object());
    admin.post("/tenants/acme/jobs/app/drift?wait=60", ScimJson.object());
    signIn();

    var looker = new Looker(ada.newPage());
    var visited = looker.walk();

    assertThat(looker.problems).isEmpty();
    assertThat(visited).anyMatch(path -> path.contains("/people/" + id));
    // It was shown, as the text that it is.
    assertThat(looker.shown).contains("/console/t/acme/people", "/console/t/acme/people/" + id);
  }

  private void ownSchema() {
    var schema = ScimJson.object().put("id", OWN).put("name", HOSTILE).put("description", HOSTILE);
    var note = schema.putArray("attributes").addObject().put("name", "note");
    note.put("type", "string").put("description", HOSTILE);
    note.putArray("canonicalValues").add(HOSTILE);
    admin.post("/tenants/acme/schemas", schema);
    admin.patch(
        "/tenants/acme/resource-types/User",
        ScimJson.parseObject(
            """
            {"schemaExtensions": [{"schema": "%s", "required": false}, {"schema": "%s", "required": false}]}
            """
                .formatted(ENTERPRISE, OWN)));
  }

  /// An object of a schema with scripts in all its texts.
  private static ObjectNode hostile(String schema, List<String> written) {
    var object = ScimJson.object();
    SchemaRegistry.core().findSchema(schema).map(Schema::attributes).orElseThrow().stream()
        .filter(StoredScriptInBrowserTest::writable)
        .forEach(attribute -> {
          if (attribute.complex()) {
            var value = ScimJson.object();
            attribute.subAttributes().stream()
                .filter(StoredScriptInBrowserTest::writable)
                .filter(sub -> !sub.complex())
                .forEach(sub -> {
                  value.put(sub.name(), HOSTILE);
                  written.add(attribute.name() + "." + sub.name());
                });
            if (!value.isEmpty()) {
              object.set(
                  attribute.name(),
                  attribute.multiValued() ? ScimJson.object().arrayNode().add(value) : value);
            }
          } else {
            object.put(attribute.name(), HOSTILE);
            written.add(attribute.name());
          }
        });
    return object;
  }

  /// Texts, and what has such. A password is never shown; a manager has to exist.
  private static boolean writable(Attribute attribute) {
    return attribute.mutability() != Mutability.READ_ONLY
        && !Set.of("password", "manager").contains(attribute.name())
        && Set.of(AttributeType.STRING, AttributeType.COMPLEX).contains(attribute.type());
  }

  private static void schemas(ObjectNode object, String... urns) {
    ArrayNode schemas = object.putArray("schemas");
    List.of(urns).forEach(schemas::add);
  }

  /// What is refused is shown, too: in the request log.
  private void refused() {
    send("POST", "/Users", ScimJson.object().put(HOSTILE, HOSTILE), 400);
    send("GET", "/Users?filter=" + Browser.encoded(HOSTILE + " eq 1"), ScimJson.object(), 400);
    send("GET", "/" + Browser.encoded("<script>window.hit=1</script>"), ScimJson.object(), 404);
  }

  private String send(String method, String path, JsonNode body, int status) {
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client
              .sendAsync(
                  HttpRequest.newBuilder(URI.create(server.baseUrl() + "/t/acme/scim/v2" + path))
                      .header("Authorization", "Bearer " + token)
                      .header("Content-Type", "application/scim+json")
                      .header("User-Agent", HOSTILE)
                      .method(
                          method,
                          method.equals("GET")
                              ? BodyPublishers.noBody()
                              : BodyPublishers.ofString(ScimJson.write(body)))
                      .build(),
                  BodyHandlers.ofString())
              .join();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return answer.body();
    }
  }

  private void signIn() {
    var page = ada.newPage();
    page.navigate(server.newSetupUrl().orElseThrow());
    page.getByLabel("Your name").fill("Ada");
    page.getByLabel("E-mail address").fill("ada@example.com");
    page.getByLabel("Password").fill("seventeen quiet harbours");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create the account"))
        .click();
    page.waitForURL("**/console**");
    page.close();
  }

  /// Follows every link of the console.
  private final class Looker {
    private static final int MOST = 200;

    private final Page page;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();

    Looker(Page page) {
      this.page = page;
      page.onDialog(dialog -> problems.add(page.url() + " opens a dialog"));
      page.onPageError(error -> problems.add(page.url() + " script: " + error));
      // What the policy of the page keeps from running was in the page all the same.
      page.onConsoleMessage(message -> {
        if (Set.of("error", "warning").contains(message.type())) {
          problems.add(page.url() + " console: " + message.text());
        }
      });
    }

    Set<String> walk() {
      var visited = new LinkedHashSet<String>();
      var open = new LinkedHashSet<>(List.of("/console/t/acme"));
      while (!open.isEmpty() && visited.size() < MOST) {
        var path = open.removeFirst();
        if (visited.add(path)) {
          open.addAll(look(path));
        }
      }
      return visited;
    }

    private List<String> look(String path) {
      page.navigate(server.baseUrl() + path);
      if ((boolean) page.evaluate("window.hit !== undefined")) {
        problems.add(path + " ran what a client wrote");
      }
      if ((boolean) page.evaluate("document.querySelector('.hostile') !== null")) {
        problems.add(path + " has an element that a client wrote");
      }
      if (page.locator("body").textContent().contains("onerror=window.hit=1")) {
        shown.add(path);
      }
      return links();
    }

    @SuppressWarnings("unchecked")
    private List<String> links() {
      return (List<String>)
          page.evaluate(
              """
              () => [...document.querySelectorAll('a[href^="/console/t/acme"]')]
                .map(link => new URL(link.href).pathname)
                .filter(path => !path.endsWith('/export'))
              """);
    }
  }
}
