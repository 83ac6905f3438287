package dev.muster.server.search;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.principal.Principal;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /api/v1/search?q=…`: people and groups by the beginning of a name, applications and tenants
/// by a part of it, and by their whole id people, groups, changes of the provisioning log and
/// requests. In tenants that the caller sees, and there by the routes that answer the same
/// questions one by one.
public final class SearchRoutes implements AdminRoutes {
  private static final int OF_A_KIND = 5;
  private static final int MOST_TENANTS = 50;
  private static final int MOST_WORDS = 200;
  private static final int OK = 200;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{6,100}");

  private final TenantStore tenants;
  private final JobStore jobs;

  public SearchRoutes(TenantStore tenants, JobStore jobs) {
    this.tenants = tenants;
    this.jobs = jobs;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", AdminApi.PREFIX + "/search", request -> search(routes, request));
  }

  private Response search(Routes<Handler> routes, Request request) {
    var words = request.findQuery("q").orElse("").strip();
    if (words.isEmpty() || words.length() > MOST_WORDS) {
      throw HttpException.invalid("q", "send 1 to %d characters".formatted(MOST_WORDS));
    }
    var wanted = request.findQuery("tenant");
    var results = new ArrayList<ObjectNode>();
    tenants.tenants().stream()
        .filter(tenant -> Principal.current().sees(tenant.id()))
        .filter(tenant -> wanted.isEmpty() || wanted.get().equals(tenant.name()))
        .limit(MOST_TENANTS)
        .forEach(tenant -> new Inside(routes, jobs, tenant, words).addTo(results));
    return AdminResponses.list("results", results);
  }

  /// One search in one tenant.
  private record Inside(Routes<Handler> routes, JobStore jobs, Tenant tenant, String words) {

    void addTo(List<ObjectNode> results) {
      var small = words.toLowerCase(Locale.ROOT);
      if (tenant.name().contains(small)) {
        results.add(result("tenant", tenant.name(), tenant.name(), ""));
      }
      if (tenant.status() != Tenant.Status.ACTIVE) {
        return;
      }
      resources("person", "Users", List.of("displayName", "userName", "emails.value"), results);
      resources("group", "Groups", List.of("displayName"), results);
      applications(small, results);
      if (ID.matcher(words).matches()) {
        logged(results);
      }
    }

    // The route of the jobs counts what each has linked: too much for every key that is pressed.
    private void applications(String small, List<ObjectNode> results) {
      for (var job : jobs.jobs(tenant.id())) {
        if (job.kind() == Kind.APPLICATION && job.name().toLowerCase(Locale.ROOT).contains(small)) {
          results.add(result("application", job.name(), job.name(), Keywords.of(job.status())));
        }
      }
    }

    private void resources(
        String kind, String endpoint, List<String> names, List<ObjectNode> results) {
      var value = ScimJson.write(ScimJson.object().stringNode(words));
      var clauses = new ArrayList<>(names.stream().map(name -> name + " sw " + value).toList());
      clauses.add("id eq " + value);
      var query =
          Map.of(
              "filter", String.join(" or ", clauses),
              "count", Integer.toString(OF_A_KIND),
              "attributes", "userName,displayName");
      ask("/directory/" + endpoint, query)
          .ifPresent(found ->
              found
                  .path("Resources")
                  .forEach(resource -> {
                    var userName = resource.path("userName").asString("");
                    results.add(
                        result(
                            kind,
                            resource.path("id").asString(""),
                            resource.path("displayName").asString(userName),
                            userName));
                  }));
    }

    private void logged(List<ObjectNode> results) {
      ask("/log/" + words, Map.of())
          .ifPresent(change ->
              results.add(
                  result(
                          "change",
                          words,
                          change.path("displayName").asString(words),
                          change.path("action").asString(""))
                      .put("application", change.path("job").asString(""))));
      ask("/requests/" + words, Map.of())
          .ifPresent(one ->
              results.add(
                  result(
                      "request",
                      words,
                      "%s %s"
                          .formatted(
                              one.path("method").asString(""), one.path("target").asString("")),
                      one.path("status").asString(""))));
    }

    /// What another route answers the same caller; empty when it has nothing to say.
    private Optional<JsonNode> ask(String below, Map<String, String> query) {
      var request =
          Request.of(
              "GET", AdminApi.PREFIX + "/tenants/" + tenant.name() + below, Map.of(), new byte[0]);
      for (var parameter : query.entrySet()) {
        request = request.withQuery(parameter.getKey(), parameter.getValue());
      }
      try {
        var route = routes.require(request);
        var answer = route.handler().answer(request.at(route.parameters()));
        return answer.status() == OK
                && answer.content() instanceof Response.Content.Bytes(var bytes)
            ? Optional.of(ScimJson.parseObject(bytes))
            : Optional.empty();
      } catch (HttpException | ScimException e) {
        return Optional.empty();
      }
    }

    private ObjectNode result(String kind, String id, String name, String detail) {
      return ScimJson.object()
          .put("kind", kind)
          .put("tenant", tenant.name())
          .put("id", id)
          .put("name", name)
          .put("detail", detail);
    }
  }
}
