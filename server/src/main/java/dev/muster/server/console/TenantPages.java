package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The tenants, and the overview of one.
public final class TenantPages implements Console.Group {
  private static final String TENANT = Console.PREFIX + "/t/{tenant}";

  private final Views views;

  TenantPages(Views views) {
    this.views = views;
  }

  /// A line of the list of tenants.
  public record Row(String name, String status, String url, String created) {}

  public record TenantsView(Frame frame, List<Row> rows, String typed) {}

  /// What a tenant's first token and address are; shown once.
  ///
  /// @param next the form by which its first application is connected
  public record CreatedView(
      Frame frame, String url, String token, NewApplicationPages.NewView next) {}

  /// Something that a person should look at.
  ///
  /// @param grave whether provisioning stands still because of it
  public record Attention(String text, String href, boolean grave) {}

  public record OverviewView(
      Frame frame,
      String name,
      String status,
      String url,
      long people,
      long groups,
      List<JobRow> jobs,
      List<Attention> attention,
      List<AlertRow> alerts) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", Console.PREFIX, this::list)
        .on("POST", Console.PREFIX, this::create)
        .on("GET", TENANT, this::overview);
  }

  private Response list(Visit visit) {
    return list(visit, 200, Frame.of(visit, "tenants", "Tenants"));
  }

  private Response list(Visit visit, int status, Frame frame) {
    var rows = new ArrayList<Row>();
    visit
        .api()
        .get("/tenants")
        .path("tenants")
        .forEach(tenant ->
            rows.add(
                new Row(
                    tenant.path("name").asString(),
                    tenant.path("status").asString(),
                    tenant.path("tenantUrl").asString(),
                    Times.day(tenant.path("created").asString()))));
    var typed = visit.form().text("name");
    var name = rows.isEmpty() && typed.isEmpty() ? suggested(visit.principal().name()) : typed;
    return views.page(status, "tenants", new TenantsView(frame, rows, name));
  }

  /// A name to begin with: that of the organisation in the administrator's mail address.
  private static String suggested(String address) {
    var host = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    var name = host.split("\\.", 2)[0].replaceAll("[^a-z0-9-]", "");
    return name.matches("[a-z0-9].*") ? name : "";
  }

  private Response create(Visit visit) {
    var name = visit.form().text("name");
    try {
      var made = visit.api().post("/tenants", ScimJson.object().put("name", name));
      var frame = Frame.of(visit, "tenants", "Tenant \"%s\" is ready".formatted(name));
      return views.page(
          201,
          "tenant-created",
          new CreatedView(
              frame,
              made.path("tenantUrl").asString(),
              made.path("token").asString(),
              NewApplicationPages.blank(visit, frame, name, "")));
    } catch (HttpException e) {
      var frame = Frame.of(visit, "tenants", "Tenants").saying(Said.failed(e.detail()));
      return list(visit, e.status(), frame);
    }
  }

  private Response overview(Visit visit) {
    var name = visit.parameter("tenant");
    var path = "/tenants/" + Api.encoded(name);
    var tenant = visit.api().get(path);
    if (!tenant.path("status").asString().equals("active")) {
      // There is nothing to look at but that, and nothing to do but to resume it.
      return Response.empty(303).with("Location", visit.tenantBase() + "/settings");
    }
    var jobs = new ArrayList<JobRow>();
    visit.api().get(path + "/jobs").path("jobs").forEach(job -> jobs.add(JobRow.of(job)));
    return views.page(
        200,
        "overview",
        new OverviewView(
            Frame.of(visit, "overview", name),
            name,
            tenant.path("status").asString(),
            tenant.path("tenantUrl").asString(),
            count(visit, path + "/directory/Users"),
            count(visit, path + "/directory/Groups"),
            jobs,
            attention(visit, path, jobs),
            AlertRow.latest(visit)));
  }

  private static long count(Visit visit, String path) {
    return visit.api().get(path + "?count=0").path("totalResults").asLong();
  }

  private static List<Attention> attention(Visit visit, String path, List<JobRow> jobs) {
    var base = Console.PREFIX + "/t/" + Api.encoded(visit.parameter("tenant"));
    var found = new ArrayList<Attention>();
    for (var job : jobs) {
      job.attention()
          .forEach(text ->
              found.add(
                  new Attention(
                      "%s: %s".formatted(job.name(), text),
                      base + "/applications/" + Api.encoded(job.name()),
                      job.isStopped())));
    }
    for (var hold : visit.api().get(path + "/holds").path("holds")) {
      if (hold.path("status").asString().equals("open")) {
        found.add(
            new Attention(
                "A client is held, because it takes away the access of too many people",
                base + "/inbound",
                true));
      }
    }
    for (var token : visit.api().get(path + "/tokens").path("tokens")) {
      warning(token)
          .ifPresent(text ->
              found.add(
                  new Attention(
                      "Token \"%s\": %s".formatted(token.path("name").asString(), text),
                      base + "/inbound",
                      false)));
    }
    return found;
  }

  private static Optional<String> warning(JsonNode token) {
    return Optional.of(token.path("warning").asString("")).filter(text -> !text.isEmpty());
  }
}
