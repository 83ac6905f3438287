package dev.muster.server.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final PasswordRules RULES = new PasswordRules(CommonPasswords.shipped());
  private static final String BARBARA =
      """
      {"userName": "bjensen@example.com", "displayName": "Babs Jensen",
       "name": {"givenName": "Barbara", "familyName": "Jénsen"},
       "emails": [{"value": "b.jensen@work.example"}]}
      """;

  private static Optional<Refusal> refusal(String password, int minimum) {
    return RULES.refusal(
        PasswordText.prepare(password),
        minimum,
        ScimJson.parseObject(BARBARA),
        List.of("acme", "Travel Portal"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "kv9#mQ2x",
        "jensen likes long walks",
        "ÄpfelUndBirnen",
        "съешь ещё этих булок",
        "🐎🔋📎🦆🌵🍉🚲🎻"
      })
  void acceptsWhatIsLongEnoughAndHardToGuess(String password) {
    assertThat(refusal(password, 8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kv9#mQ2, TOO_SHORT",
    "aaaaaaaaaaaa, SIMPLE",
    "1234abcd, SIMPLE",
    "zyxwvutsrqp, SIMPLE",
    "qwertyuiop[], SIMPLE",
    "abc!abc!abc!, SIMPLE",
    "bjensen2026, SIMILAR",
    "Nesnejb-1!, SIMILAR",
    "B@rb@r@J3nsen, SIMILAR",
    "acme-acme-99, SIMILAR",
    "TravelPortal!, SIMILAR",
    "password1, COMMON",
    "PASSWORD1, COMMON",
    "football1football1, COMMON",
    "1qaz2wsx, COMMON"
  })
  void refusesWithTheRuleThatIsBroken(String password, Refusal refusal) {
    assertThat(refusal(password, 8)).contains(refusal);
  }

  @Test
  void lengthIsCountedInCodePointsOfTheNormalisedText() {
    // Eight letters, of which four come with a combining accent.
    assertThat(refusal("u\u0308o\u0308e\u0301a\u0300", 8)).contains(Refusal.TOO_SHORT);
    assertThat(refusal("🐎🔋📎🦆🌵🍉🚲", 8)).contains(Refusal.TOO_SHORT);
    assertThat(refusal("correct horse", 15)).contains(Refusal.TOO_SHORT);
    assertThat(refusal("x9".repeat(20) + "correct horse battery staple", 15)).isEmpty();
    assertThat(refusal("correct horse ".repeat(19), 15)).contains(Refusal.TOO_LONG);
    assertThat(refusal("correct\thorse battery", 15)).contains(Refusal.CONTROL_CHARACTER);
  }

  @Test
  void composedAndWideFormsAreTheSamePassword() {
    assertThat(PasswordText.prepare("Ｆｕ\u0308ｒ\u3000ｕｎｓ")).isEqualTo("Für uns");
  }

  @Test
  void noMessageShowsThePassword() {
    for (var refusal : Refusal.values()) {
      assertThat(refusal.detail(15)).startsWith("password: ").doesNotContain("%");
    }
  }

  @Test
  void hashIsTextThatSaysItsCostAndFitsThePasswordAlone() {
    var hash =
        Argon2Hash.of("correct horse", "0123456789abcdef".getBytes(StandardCharsets.UTF_8)).text();

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Argon2Hash.parse(hash).isOf("correct horse")).isTrue();
    assertThat(Argon2Hash.parse(hash).isOf("correct house")).isFalse();
  }

  @Test
  void hashesOfOtherImplementationsAreUnderstood() {
    // RFC 9106 §5.3's algorithm; made by the reference implementation's command line.
    var other =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(Argon2Hash.parse(other).isOf("password")).isTrue();
  }
}
