package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// A page of a list: the query's `limit`, 100 unless asked for and 1,000 at most, and its `cursor`,
/// the `nextCursor` of the page before. What is in a cursor is the server's own business, and it is
/// of one list.
///
/// @param list whose cursors these are
/// @param position where the page before ended; empty for the first
public record Paging(String list, int limit, Optional<String> position) {
  private static final int PRESET = 100;
  private static final int MOST = 1_000;

  /// Throws 400 when `limit` is no number, or `cursor` was not given out by this list.
  public static Paging of(Request request, String list) {
    return new Paging(
        list, limit(request), request.findQuery("cursor").map(cursor -> position(list, cursor)));
  }

  private static int limit(Request request) {
    var text = request.findQuery("limit").orElse(Integer.toString(PRESET));
    if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1) {
      throw HttpException.invalid(
          "limit", "\"%s\" is not a number from 1 to %d".formatted(text, MOST));
    }
    return Math.min(MOST, Integer.parseInt(text));
  }

  private static String position(String list, String cursor) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (plain.startsWith(list + "\n")) {
        return plain.substring(list.length() + 1);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw broken();
  }

  private static HttpException broken() {
    return HttpException.invalid(
        "cursor", "it is not one that this list gave out as nextCursor; begin without it");
  }

  /// The position, where it is a number.
  public Optional<Long> number() {
    return position(Long::parseLong);
  }

  /// The position, read from its text. Throws 400 when the reading throws IllegalArgumentException.
  public <P> Optional<P> position(Function<String, P> read) {
    try {
      return position.map(read);
    } catch (IllegalArgumentException e) {
      throw broken();
    }
  }

  /// How many to read: one more than are shown says whether there are more.
  public int toRead() {
    return limit + 1;
  }

  /// The answer's object, with `nextCursor` if more was read than a page has.
  ///
  /// @param member of the object, that holds the elements
  /// @param positionOf where the next page goes on if this is the last element
  public <T> ObjectNode page(
      String member,
      List<T> read,
      Function<? super T, ObjectNode> render,
      Function<? super T, String> positionOf) {
    var shown = read.subList(0, Math.min(limit, read.size()));
    var json = ScimJson.object();
    var elements = json.putArray(member);
    shown.forEach(element -> elements.add(render.apply(element)));
    if (read.size() > limit) {
      json.put("nextCursor", cursor(positionOf.apply(shown.getLast())));
    }
    return json;
  }

  /// A cursor for a position.
  public String cursor(String next) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((list + "\n" + next).getBytes(StandardCharsets.UTF_8));
  }
}
