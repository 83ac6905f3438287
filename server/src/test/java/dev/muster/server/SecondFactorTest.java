package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Codes beside the password, with an app of the test's own, and as an attacker tries them.
class SecondFactorTest extends WithConsole {
  private static final Pattern SECRET = Pattern.compile("value=\"([A-Z2-7]{32})\"");
  private static final Pattern RECOVERY = Pattern.compile("<code[^>]*>([A-Z2-7-]{19})</code>");

  private String secret = "";
  private String turnedOnWith = "";

  /// What an authenticator app shows: RFC 6238, written once more.
  private String code(int stepsFromNow) {
    try {
      var digits = BigInteger.ZERO;
      for (int i = 0; i < secret.length(); i++) {
        int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(secret.charAt(i));
        digits = digits.shiftLeft(5).add(BigInteger.valueOf(digit));
      }
      var bytes = new byte[20];
      var number = digits.toByteArray();
      int length = Math.min(20, number.length);
      System.arraycopy(number, number.length - length, bytes, 20 - length, length);
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes, "HmacSHA1"));
      var step = Instant.now().getEpochSecond() / 30 + stepsFromNow;
      var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int offset = hash[19] & 0xf;
      return "%06d".formatted((ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff) % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Turns codes on for Ada and returns her recovery codes.
  private List<String> turnOn() {
    var page = ada.post("/account/codes/begin", Map.of("password", PASSWORD)).body();
    var found = SECRET.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    secret = found.group(1);
    turnedOnWith = code(0);
    var on = ada.post("/account/codes", Map.of("code", turnedOnWith));
    assertThat(on.statusCode()).as(on.body()).isEqualTo(200);
    return RECOVERY.matcher(on.body()).results().map(match -> match.group(1)).toList();
  }

  private Browser withPassword() {
    var browser = browser();
    var step = browser.post("/sign-in", Map.of("email", ADA, "password", PASSWORD));
    assertThat(step.headers().firstValue("Location").orElse("")).contains("/sign-in/code");
    assertThat(isIn(browser)).isFalse();
    return browser;
  }

  private static HttpResponse<String> give(Browser browser, String code) {
    return browser.post("/sign-in/code", Map.of("code", code, "next", "/console/account"));
  }

  @Test
  void passwordAloneIsNotEnoughAndEachCodeCountsOnce() {
    turnOn();
    var browser = withPassword();
    assertThat(browser.get("/sign-in/code").body()).contains("authenticator app");
    assertThat(give(browser, turnedOnWith).statusCode())
        .as("the code of turning on")
        .isEqualTo(401);

    var next = code(1);
    assertThat(give(browser, next).headers().firstValue("Location")).contains("/console/account");
    assertThat(isIn(browser)).isTrue();

    var thief = withPassword();
    assertThat(give(thief, next).statusCode()).isEqualTo(401);
    assertThat(isIn(thief)).isFalse();
    assertThat(audit()).contains("turn on codes").contains("sign-in with a code");
  }

  @Test
  void recoveryCodeCountsOnceHoweverItIsTypedIn() {
    var recovery = turnOn();
    assertThat(recovery).hasSize(10).doesNotHaveDuplicates();

    var first = recovery.getFirst();
    assertThat(give(withPassword(), " " + first.toLowerCase(Locale.ROOT)).statusCode())
        .isEqualTo(303);
    assertThat(give(withPassword(), first).statusCode()).isEqualTo(401);
    assertThat(give(withPassword(), recovery.get(1).replace("-", "")).statusCode()).isEqualTo(303);
    assertThat(ada.get("/account").body()).contains("8 recovery codes are left");
    assertThat(audit()).contains("sign-in with a recovery code");
  }

  @Test
  void guessingCodesIsSlowedDownHoweverManyComeAtOnce() {
    turnOn();
    var browser = withPassword();
    var statuses =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> give(browser, "%06d".formatted(i)).statusCode())
            .toList();
    assertThat(statuses.stream().filter(status -> status == 401).count()).isLessThanOrEqualTo(5);
    assertThat(statuses).contains(429);

    assertThat(give(browser, code(1)).statusCode()).isEqualTo(429);
    var again = browser().post("/sign-in", Map.of("email", ADA, "password", PASSWORD));
    assertThat(again.statusCode()).as("another password does not unlock").isEqualTo(429);
    assertThat(audit()).contains("\"outcome\":\"locked\"");
  }

  @Test
  void rightPasswordDoesNotMakeWrongCodesForgotten() {
    turnOn();
    for (int i = 0; i < 5; i++) {
      assertThat(give(withPassword(), "000000").statusCode()).isEqualTo(401);
    }
    assertThat(browser().post("/sign-in", Map.of("email", ADA, "password", PASSWORD)).statusCode())
        .isEqualTo(429);
  }

  @Test
  void codePageIsNothingWithoutAPassword() {
    turnOn();
    var browser = browser();
    assertThat(browser.get("/sign-in/code").statusCode()).isEqualTo(303);
    browser.plant("muster_ceremony", "made-up");
    assertThat(give(browser, code(1)).headers().firstValue("Location"))
        .contains("/console/sign-in");
    assertThat(isIn(browser)).isFalse();
  }

  @Test
  void codesAreTurnedOffWithThePasswordOrByAPlatformAdministrator() {
    turnOn();
    ada.post("/account/codes/off", Map.of("password", "a wrong one"));
    withPassword();
    ada.post("/account/codes/off", Map.of("password", PASSWORD));
    assertThat(
            browser()
                .post("/sign-in", Map.of("email", ADA, "password", PASSWORD))
                .headers()
                .firstValue("Location"))
        .contains("/console");

    turnOn();
    assertThat(api("GET", "/administrators/1", "", server.adminToken(), 200))
        .contains("\"secondFactor\":true");
    api("DELETE", "/administrators/1/second-factor", "", server.adminToken(), 204);
    api("DELETE", "/administrators/1/second-factor", "", server.adminToken(), 404);
    assertThat(audit())
        .contains("turn off codes")
        .contains("DELETE /api/v1/administrators/1/second-factor");
  }

  @Test
  void secretAndRecoveryCodesAreNotInTheDatabaseAsTheyAre() throws Exception {
    var recovery = turnOn();
    server.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).as(file.toString()).doesNotContain(secret);
        assertThat(content).doesNotContain(recovery.getFirst().replace("-", ""));
      }
    }
  }
}
