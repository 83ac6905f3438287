package dev.muster.scim.provider;

import dev.muster.scim.message.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// The text of a group with many members: what stands around them, and then some of them after the
/// other. Who joins or leaves meanwhile may be seen or not; who stays is seen once.
///
/// @param around the group without its members
/// @param next reads the members after an id, as many as `first` has until there are fewer
/// @param elements an object that has nothing but some members
record MembersStream(
    Json around,
    List<Member> first,
    Function<String, List<Member>> next,
    Function<List<Member>, Json> elements)
    implements Retrieved.Representation {
  private static final byte[] ARRAY = ascii(",\"" + ResourceView.MEMBERS + "\":[");
  private static final int BEFORE_ELEMENTS = ARRAY.length;
  private static final int AFTER_ELEMENTS = 2;
  private static final byte[] END = ascii("]}");

  @Override
  public void writeTo(OutputStream out) throws IOException {
    var object = around.utf8();
    out.write(object, 0, object.length - 1);
    out.write(ARRAY);
    var page = first;
    for (boolean more = true; more; ) {
      var text = elements.apply(page).utf8();
      out.write(text, BEFORE_ELEMENTS, text.length - BEFORE_ELEMENTS - AFTER_ELEMENTS);
      more = page.size() == first.size();
      page = more ? next.apply(page.getLast().id()) : page;
      more = more && !page.isEmpty();
      if (more) {
        out.write(',');
      }
    }
    out.write(END);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
