package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.server.http.Proxies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where somebody signs in from: what a proxy of ours says, and nothing that anybody else does.
class SessionAddressTest extends WithConsole {
  private String signInThrough(Configuration configuration, String forwarded) {
    stop();
    server = MusterServer.start(configuration);
    var browser = browser().sending("X-Forwarded-For", forwarded);
    assertThat(browser.post("/sign-in", Map.of("email", ADA, "password", PASSWORD)).statusCode())
        .isEqualTo(303);
    return audit();
  }

  @Test
  void withoutProxiesThePeerItselfIsWrittenDown() {
    assertThat(signInThrough(configuration(), "198.51.100.7"))
        .contains("127.0.0.1")
        .doesNotContain("198.51.100.7");
  }

  @Test
  void proxyIsBelievedAndWhatItsClientClaimsIsNot() {
    var proxies = Proxies.of(List.of("127.0.0.0/8", "10.0.0.0/8"));
    assertThat(signInThrough(configuration().with(proxies), "203.0.113.66, 198.51.100.7, 10.1.2.3"))
        .contains("198.51.100.7")
        .doesNotContain("203.0.113.66");
  }

  @Test
  void whatIsNoAddressIsNotWrittenDown() {
    var proxies = Proxies.of(List.of("127.0.0.0/8"));
    assertThat(signInThrough(configuration().with(proxies), "<script>"))
        .contains("127.0.0.1")
        .doesNotContain("<script>");
  }
}
