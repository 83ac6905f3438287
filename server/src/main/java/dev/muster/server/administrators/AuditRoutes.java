package dev.muster.server.administrators;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.http.CsvRow;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.store.administrator.AuditStore;
import dev.muster.store.administrator.AuditStore.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The log of what administrators did: to read, to check, and to take away whole.
final class AuditRoutes implements AdminRoutes {
  private static final String AUDIT = AdminApi.PREFIX + "/audit";
  private static final int EXPORT_PAGE = 1000;
  private static final List<String> COLUMNS =
      List.of(
          "number", "at", "who", "via", "action", "status", "outcome", "address", "request",
          "hash");

  private final AuditStore audit;

  AuditRoutes(AuditStore audit) {
    this.audit = audit;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", AUDIT, this::list)
        .on("GET", AUDIT + "/export", this::export)
        .on("GET", AUDIT + "/verification", request -> verify());
  }

  private Response list(Request request) {
    var paging = Paging.of(request, "audit");
    var entries = audit.before(paging.number().orElse(Long.MAX_VALUE), paging.toRead());
    return AdminResponses.ok(
        paging.page("entries", entries, AuditRoutes::json, entry -> Long.toString(entry.number())));
  }

  private Response verify() {
    var broken = audit.firstBroken();
    var json = ScimJson.object().put("intact", broken.isEmpty());
    broken.ifPresent(number -> json.put("firstBroken", number));
    return AdminResponses.ok(json);
  }

  /// All entries in order. As NDJSON, each line has the very text that its hash is of.
  private Response export(Request request) {
    var format = request.findQuery("format").orElse("ndjson");
    return switch (format) {
      case "ndjson" ->
          file("application/x-ndjson", "audit.ndjson", out -> write(out, AuditRoutes::line));
      case "csv" ->
          file(
              "text/csv; charset=utf-8",
              "audit.csv",
              out -> {
                out.write(utf8(CsvRow.of(COLUMNS)));
                write(out, AuditRoutes::row);
              });
      default ->
          throw HttpException.invalid(
              "format", "there is no \"%s\"; there are ndjson, csv".formatted(format));
    };
  }

  private interface Line {
    String of(Entry entry);
  }

  private void write(OutputStream out, Line line) throws IOException {
    var last = 0L;
    for (var page = audit.after(last, EXPORT_PAGE);
        !page.isEmpty();
        page = audit.after(last, EXPORT_PAGE)) {
      for (var entry : page) {
        out.write(utf8(line.of(entry)));
      }
      last = page.getLast().number();
    }
  }

  private static String line(Entry entry) {
    var json =
        ScimJson.object()
            .put("number", entry.number())
            .put("at", entry.at().toString())
            .put("entry", entry.text())
            .put("hash", entry.hash());
    return ScimJson.write(json) + "\n";
  }

  private static String row(Entry entry) {
    var json = json(entry);
    return CsvRow.of(COLUMNS.stream().map(column -> json.path(column).asString("")).toList());
  }

  private static ObjectNode json(Entry entry) {
    var json = ScimJson.object().put("number", entry.number());
    json.put("at", entry.at().toString()).setAll(entry.content());
    return json.put("hash", entry.hash());
  }

  private static Response file(String type, String name, Response.Content.Stream content) {
    return Response.streamed(200, type, content)
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
