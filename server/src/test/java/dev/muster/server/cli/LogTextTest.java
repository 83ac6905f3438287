package dev.muster.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import org.junit.jupiter.api.Test;

class LogTextTest {
  private static final String ENTRY =
      """
      {"at": "2026-12-01T09:00:00Z", "action": "create", "result": "success", "objectType": "User",
       "displayName": "Ada", "sourceId": "1", "changeId": "c-1"}
      """;

  @Test
  void pageSaysWhereTheLogGoesOn() {
    var log = ScimJson.parseObject("{\"entries\": [" + ENTRY + "], \"nextCursor\": \"bG9n\"}");

    assertThat(LogText.of(log)).contains("create").endsWith("cursor=bG9n");
  }

  @Test
  void lastPageSaysNothingOfMore() {
    assertThat(LogText.of(ScimJson.parseObject("{\"entries\": [" + ENTRY + "]}")))
        .contains("create")
        .doesNotContain("There is more");
  }
}
