package dev.muster.server.metrics;

import dev.muster.server.http.Handler;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;

/// All metrics in Prometheus' text format. Like health, it is asked for without a token; nothing in
/// it says whose tenants there are.
public final class MetricsPage implements Handler {
  /// Where metrics are asked for.
  public static final String PREFIX = "/metrics";

  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Routes<Handler> routes;

  public MetricsPage(PrometheusMeterRegistry registry) {
    this.routes =
        new Routes<Handler>()
            .on(
                "GET",
                PREFIX,
                request ->
                    Response.of(
                        200, CONTENT_TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Response answer(Request request) {
    return routes.require(request).handler().answer(request);
  }
}
