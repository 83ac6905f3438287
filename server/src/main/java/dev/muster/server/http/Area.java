package dev.muster.server.http;

import java.util.List;

/// A part of the site: all paths that begin with a prefix. Its handler answers every request,
/// failures included.
///
/// @param prefix such as `/api/v1`
public record Area(String prefix, Handler handler) {

  /// One handler for several areas; a path outside of them is 404.
  public static Handler site(List<Area> areas) {
    var all = List.copyOf(areas);
    return request -> {
      for (var area : all) {
        if (area.contains(request.path())) {
          return area.handler().answer(request);
        }
      }
      throw HttpException.notFound("there is nothing at " + request.path());
    };
  }

  private boolean contains(String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }
}
