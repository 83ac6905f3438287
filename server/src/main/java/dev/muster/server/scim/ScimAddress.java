package dev.muster.server.scim;

import dev.muster.server.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a request was sent: to `/t/{tenant}/scim/v2/…`, or to `/scim/v2/…`, where the token alone
/// tells the tenant.
///
/// @param tenant that the path names
/// @param base the path's beginning, up to and with `/scim/v2`
/// @param path the segments after that
record ScimAddress(Optional<String> tenant, List<String> base, List<String> path) {
  private static final int BASE_SEGMENTS = 4;

  ScimAddress {
    base = List.copyOf(base);
    path = List.copyOf(path);
  }

  static ScimAddress of(Request request) {
    var segments = request.segments();
    return segments.getFirst().equals("scim")
        ? of(Optional.empty(), segments, BASE_SEGMENTS - 2)
        : of(segments.stream().skip(1).findFirst(), segments, BASE_SEGMENTS);
  }

  private static ScimAddress of(Optional<String> tenant, List<String> segments, int length) {
    int end = Math.min(length, segments.size());
    return new ScimAddress(
        tenant, segments.subList(0, end), segments.subList(end, segments.size()));
  }

  /// Whether it is that endpoint of a tenant, or of the token's tenant.
  boolean isAt(String endpoint) {
    return base.size() >= 2
        && base.subList(base.size() - 2, base.size()).equals(List.of("scim", "v2"))
        && path.size() == 1
        && path.getFirst().equalsIgnoreCase(endpoint);
  }

  /// The segments as routes know them.
  List<String> routed(String tenantName) {
    if (tenant.isPresent()) {
      return joined(base);
    }
    return joined(List.of("t", tenantName, "scim", base.getLast()));
  }

  private List<String> joined(List<String> beginning) {
    var segments = new ArrayList<>(beginning);
    segments.addAll(path);
    return segments;
  }

  /// The URL up to and with `/scim/v2`, as the client knows it.
  String baseUrl(String publicUrl, String tenantName) {
    return tenant.isPresent()
        ? ScimApi.tenantUrl(publicUrl, tenantName)
        : publicUrl + ScimApi.SHARED_PREFIX;
  }
}
