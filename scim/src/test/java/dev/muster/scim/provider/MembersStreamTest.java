package dev.muster.scim.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.JsonBuilder;
import dev.muster.scim.message.ScimJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MembersStreamTest {
  private static final int AT_ONCE = 3;

  private final List<String> events = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 6, 10})
  void writesEachMemberOnce(int members) throws IOException {
    var text = new ByteArrayOutputStream();

    stream(members).writeTo(text);

    var group = ScimJson.parseObject(text.toByteArray());
    assertThat(group.path("id").asString()).isEqualTo("g");
    assertThat(group.path("members").valueStream().map(m -> m.path("value").asString()))
        .containsExactlyElementsOf(ids(0, members));
  }

  @Test
  void readsTheNextMembersOnlyOnceThoseBeforeAreWritten() throws IOException {
    stream(8).writeTo(new Noted());

    assertThat(events).containsExactly("3 written", "3 read", "3 written", "2 read", "2 written");
  }

  private MembersStream stream(int members) {
    var around = Json.of(ScimJson.object().put("id", "g"));
    return new MembersStream(
        around,
        page(0, members),
        last -> {
          var page = page(Integer.parseInt(last) - 100 + 1, members);
          events.add(page.size() + " read");
          return page;
        },
        MembersStreamTest::elements);
  }

  private static Json elements(List<Member> members) {
    var json = new JsonBuilder(100).open().openArray("members");
    members.forEach(member -> json.open().put("value", member.id()).close());
    return json.closeArray().close().toJson();
  }

  private static List<Member> page(int from, int members) {
    return ids(from, Math.min(members, from + AT_ONCE)).stream()
        .map(id -> new Member(id, "User", id))
        .toList();
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(id -> Integer.toString(100 + id)).toList();
  }

  /// Notes how many members each piece that is written has.
  private final class Noted extends OutputStream {
    @Override
    public void write(int one) {
      // Separators.
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      var members = new String(bytes, from, length, StandardCharsets.UTF_8);
      long count = members.chars().filter(c -> c == '{').count();
      if (members.startsWith("{\"value\"")) {
        events.add(count + " written");
      }
    }
  }
}
