package dev.muster.server.admin;

import dev.muster.server.http.Handler;
import dev.muster.server.http.Routes;

/// A group of operations of the admin API.
public interface AdminRoutes {
  /// Adds its routes; patterns begin with [AdminApi#PREFIX].
  void addTo(Routes<Handler> routes);
}
