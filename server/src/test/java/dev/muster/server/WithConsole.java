package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Each test has a server of its own, whose first administrator is Ada, signed in.
abstract class WithConsole {
  static final String PASSWORD = "seventeen quiet harbours";
  static final String ADA = "ada@example.com";

  @TempDir Path folder;
  MusterServer server;
  Browser ada;
  private final List<Browser> browsers = new ArrayList<>();

  /// What the server is started with.
  Configuration configuration() {
    return Configuration.local(folder);
  }

  @BeforeEach
  void start() {
    server = MusterServer.start(configuration());
    ada = browser();
    var url = server.newSetupUrl().orElseThrow();
    var link = url.substring(url.indexOf("link=") + 5);
    var fields = Map.of("link", link, "name", "Ada", "email", ADA, "password", PASSWORD);
    assertThat(ada.post("/setup", fields).statusCode()).isEqualTo(303);
  }

  @AfterEach
  void stop() {
    browsers.forEach(Browser::close);
    server.close();
  }

  /// A browser that nobody has signed in with.
  Browser browser() {
    var browser = Browser.at(server);
    browsers.add(browser);
    return browser;
  }

  /// Whether a browser is let in.
  static boolean isIn(Browser browser) {
    return browser.get("/account").statusCode() == 200;
  }

  /// The audit log, the newest entry first, as the admin API gives it.
  String audit() {
    return api("GET", "/audit", "", server.adminToken(), 200);
  }

  /// What the admin API answers to somebody with that token.
  String api(String method, String path, String body, String token, int status) {
    var answer = send(method, "/api/v1" + path, body, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  /// What is answered at a path to somebody with that token.
  HttpResponse<String> send(String method, String path, String body, String token) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
              .header("Authorization", "Bearer " + token)
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.sendAsync(request, BodyHandlers.ofString()).join();
    }
  }
}
