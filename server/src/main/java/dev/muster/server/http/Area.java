package dev.muster.server.http;

import java.util.List;

/// A part of the site: all paths that begin with certain segments. Its handler answers every
/// request, failures included.
///
/// @param prefix its segments; one in braces stands for any
public record Area(List<String> prefix, Handler handler) {

  public Area {
    prefix = List.copyOf(prefix);
  }

  /// @param prefix such as `/api/v1` or `/t/{tenant}/oauth`
  public Area(String prefix, Handler handler) {
    this(RequestTarget.segments(prefix), handler);
  }

  /// One handler for several areas, of which the first that fits answers; a path outside of them is
  /// 404.
  public static Handler site(List<Area> areas) {
    var all = List.copyOf(areas);
    return request -> {
      for (var area : all) {
        if (area.contains(request.segments())) {
          return area.handler().answer(request);
        }
      }
      throw HttpException.notFound("there is nothing at " + request.path());
    };
  }

  private boolean contains(List<String> path) {
    if (path.size() < prefix.size()) {
      return false;
    }
    for (int i = 0; i < prefix.size(); i++) {
      var segment = prefix.get(i);
      if (!segment.startsWith("{") && !segment.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }
}
