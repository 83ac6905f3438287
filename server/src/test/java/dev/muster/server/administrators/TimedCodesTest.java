package dev.muster.server.administrators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedCodesTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  // RFC 6238, appendix B, the rows of SHA-1; the last six of its eight digits.
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheRfc(long seconds, String code) {
    assertThat(TimedCodes.code(SECRET, seconds / 30)).isEqualTo(code);
    assertThat(TimedCodes.step(SECRET, code, Instant.ofEpochSecond(seconds)))
        .hasValue(seconds / 30);
  }

  @Test
  void clockMayBeHalfAMinuteOff() {
    var at = Instant.ofEpochSecond(59);
    assertThat(TimedCodes.step(SECRET, "287082", at.plusSeconds(30))).hasValue(1);
    assertThat(TimedCodes.step(SECRET, "287082", at.minusSeconds(30))).hasValue(1);
    assertThat(TimedCodes.step(SECRET, "287082", at.plusSeconds(61))).isEmpty();
    assertThat(TimedCodes.step(SECRET, "", at)).isEmpty();
  }

  // RFC 4648, section 10.
  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB"})
  void base32IsThatOfTheRfc(String text, String base32) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(TimedCodes.base32(bytes)).isEqualTo(base32);
    assertThat(TimedCodes.bytes(base32)).hasValue(bytes);
    assertThat(TimedCodes.bytes("MZ1")).isEmpty();
  }
}
