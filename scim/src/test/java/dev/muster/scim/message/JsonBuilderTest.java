package dev.muster.scim.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBuilderTest {
  @Test
  void putsMembersOfADocumentBetweenItsOwn() {
    var document = utf8("{\"userName\":\"ann\",\"emails\":[{\"value\":\"a@b\"}]}");

    var built =
        new JsonBuilder(1)
            .open()
            .openArray("schemas")
            .add("urn:a")
            .add("urn:b")
            .closeArray()
            .put("id", "1")
            .members(document)
            .openObject("meta")
            .put("version", 3)
            .close()
            .close()
            .toJson();

    assertThat(new String(built.utf8(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"schemas":["urn:a","urn:b"],"id":"1","userName":"ann","emails":[{"value":"a@b"}],\
            "meta":{"version":3}}\
            """);
  }

  @Test
  void takesNothingFromAnEmptyDocument() {
    var built = new JsonBuilder(1).open().put("id", "1").members(utf8("{}")).close().toJson();

    assertThat(built.tree()).isEqualTo(ScimJson.parseObject("{\"id\": \"1\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "\"quoted\\\"", "tab\there", "Zoë", "\uD83D\uDE00", "\u0000", ""})
  void writesTextsThatReadBack(String text) {
    var built = new JsonBuilder(1).open().put("name", text).close().toJson();

    assertThat(built.tree().path("name").asString()).isEqualTo(text);
  }

  @Test
  void findsExtensionsByTheNamesOfItsOwnMembersOnly() {
    var text =
        "{\"a\":\"urn:no:1\",\"b\":\"x\\\",\\\"urn:no:2\\\":\",\"c\":{\"urn:no:3\":1},"
            + "\"urn:yes:1\":{\"d\":[{\"urn:no:4\":{}}]},\"urn:yes:2\":{}}";

    assertThat(utf8(text).extensions()).containsExactly("urn:yes:1", "urn:yes:2");
    assertThat(Json.of(ScimJson.parseObject(text)).extensions())
        .containsExactly("urn:yes:1", "urn:yes:2");
  }

  private static Json utf8(String text) {
    return Json.ofUtf8(text.getBytes(StandardCharsets.UTF_8));
  }
}
