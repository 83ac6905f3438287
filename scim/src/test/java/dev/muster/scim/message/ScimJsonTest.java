package dev.muster.scim.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScimJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":[]}",
        "{\"a\":[1,-2,3.50,1E+30,12345678901,123456789012345678901234567890,0,0.0]}",
        "{\"a\":{\"b\":[true,false,null,{}]},\"\":\"\"}",
        "{\"t\":\"exactly8\",\"u\":\"nine char\",\"v\":\"a \\\"quoted\\\" \\\\ \\n\\t\\u0001 text\"}",
        "{\"ü\":\"Zoë, 漢字, 😀 and plain text after it\"}"
      })
  void writesWhatItRead(String json) {
    assertThat(ScimJson.write(ScimJson.parseObject(json))).isEqualTo(json);
    assertThat(ScimJson.parseObject(json)).isEqualTo(ScimJson.mapper().readTree(json));
  }

  @Test
  void readsEscapesAndBlanks() {
    var json = "\uFEFF { \"a\" : \"\\u00e9\\ud83d\\ude00\\/\\b\\f\\r\" ,\r\n\t\"b\" : [ 1 , 2 ] } ";

    var object = ScimJson.parseObject(json);

    assertThat(object.path("a").stringValue()).isEqualTo("é😀/\b\f\r");
    assertThat(object.path("b").size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "\"a\"",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.1}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":+1}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"open}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1e999999999}",
        "{\"a\":1e99999999999}",
        "{\"a\":1e-5000}"
      })
  void refusesWhatIsNoObject(String json) {
    assertThatExceptionOfType(ScimException.class)
        .isThrownBy(() -> ScimJson.parseObject(json))
        .satisfies(e -> assertThat(e.scimType()).contains(ScimType.INVALID_SYNTAX));
  }

  @Test
  void namesLineAndColumn() {
    assertThatExceptionOfType(ScimException.class)
        .isThrownBy(() -> ScimJson.parseObject("{\"a\": 1,\n  \"b\": tru}"))
        .withMessage("body: not valid JSON at line 2, column 8: expected a value, found 't'");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    var latin1 = "{\"name\":\"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(ScimException.class)
        .isThrownBy(() -> ScimJson.parseObject(latin1))
        .withMessageContaining("not valid UTF-8");
  }

  @Test
  void refusesDepthNumbersAndCountsThatOnlyAttackersSend() {
    var deep = "{\"a\":" + "[".repeat(100_000);
    var digits = "{\"a\":" + "9".repeat(2_000) + "}";
    var many = "{\"a\":[" + "0,".repeat(1_000_001) + "0]}";

    assertThatExceptionOfType(ScimException.class)
        .isThrownBy(() -> ScimJson.parseObject(deep))
        .withMessageContaining("nested deeper than 64");
    assertThatExceptionOfType(ScimException.class)
        .isThrownBy(() -> ScimJson.parseObject(digits))
        .withMessageContaining("more than 1000 characters");
    assertThatExceptionOfType(ScimException.class)
        .isThrownBy(() -> ScimJson.parseObject(many))
        .satisfies(e -> assertThat(e.status()).isEqualTo(413));
  }

  @Test
  void writesHalfASurrogatePairAsAnEscape() {
    var object = ScimJson.object().put("detail", "found \ud800? and \ud83d\ude00");

    var json = ScimJson.write(object);

    assertThat(json).isEqualTo("{\"detail\":\"found \\ud800? and \ud83d\ude00\"}");
    assertThat(ScimJson.parseObject(json)).isEqualTo(object);
  }
}
