package dev.muster.server.jobs;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.source.AppRole;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Who is assigned to an application: listed with names and roles, added, taken out.
public final class AssignmentRoutes implements AdminRoutes {
  private static final String ASSIGNMENTS = JobRoutes.JOBS + "/{job}/assignments";

  private final JobStore jobs;
  private final JobLookup lookup;
  private final DirectoryNames names;

  AssignmentRoutes(JobStore jobs, JobLookup lookup, DirectoryNames names) {
    this.jobs = jobs;
    this.lookup = lookup;
    this.names = names;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", ASSIGNMENTS, this::list).on("POST", ASSIGNMENTS, this::assign);
  }

  /// Groups and users together, in the order of their ids; `type` is one of both.
  private Response list(Request request) {
    var job = lookup.require(request);
    ApplicationRoutes.requireApplication(job);
    var assigned = jobs.assignments(job.id());
    var type = request.findQuery("type");
    var paging = Paging.of(request, "assignments");
    var after = paging.position().orElse("");
    var types = new TreeMap<String, String>();
    assigned.groups().forEach(id -> types.put(id, "Group"));
    assigned.users().forEach(id -> types.put(id, "User"));
    var page =
        types.tailMap(after, false).entrySet().stream()
            .filter(one -> type.isEmpty() || type.get().equals(one.getValue()))
            .limit(paging.toRead())
            .toList();
    var named = names(job, page);
    var json =
        paging.page(
            "assignments",
            page,
            one -> {
              var shown =
                  ScimJson.object().put("objectType", one.getValue()).put("id", one.getKey());
              Optional.ofNullable(named.get(one.getKey()))
                  .ifPresent(name -> shown.put("displayName", name));
              roles(job, assigned, one.getKey()).forEach(shown.withArray("roles")::add);
              return shown;
            },
            Map.Entry::getKey);
    return AdminResponses.ok(
        json.put("users", assigned.users().size()).put("groups", assigned.groups().size()));
  }

  private Map<String, String> names(ProvisioningJob job, List<Map.Entry<String, String>> page) {
    var named = new HashMap<String, String>();
    for (var type : List.of("Group", "User")) {
      var ids =
          page.stream().filter(one -> one.getValue().equals(type)).map(Map.Entry::getKey).toList();
      named.putAll(names.display(job.id().tenant(), type, ids));
    }
    return named;
  }

  private static List<String> roles(ProvisioningJob job, Assignments assigned, String id) {
    var held = assigned.roles().getOrDefault(id, Set.of());
    return job.settings().assignment().roles().stream()
        .filter(role -> held.contains(role.id()))
        .map(AppRole::value)
        .toList();
  }

  private Response assign(Request request) {
    var job = lookup.require(request);
    ApplicationRoutes.requireApplication(job);
    var fields = RequestFields.of(request);
    var role = fields.findString("role").map(name -> requireRole(job, name));
    var add = withRole(assignments(job, fields, "addUsers", "addGroups"), role);
    var remove = assignments(job, fields, "removeUsers", "removeGroups");
    fields.refuseOthers();
    jobs.assign(job.id(), add, remove);
    var now = jobs.assignments(job.id());
    return AdminResponses.ok(
        ScimJson.object().put("users", now.users().size()).put("groups", now.groups().size()));
  }

  private static String requireRole(ProvisioningJob job, String name) {
    var settings = job.settings().assignment();
    return settings
        .findRole(name)
        .map(AppRole::id)
        .orElseThrow(() ->
            HttpException.invalid(
                "role",
                "\"%s\" has no role \"%s\"; there are %s"
                    .formatted(
                        job.name(), name, settings.roles().stream().map(AppRole::value).toList())));
  }

  private static Assignments withRole(Assignments assigned, Optional<String> role) {
    var roles = new HashMap<String, Set<String>>();
    role.ifPresent(id -> {
      assigned.users().forEach(user -> roles.put(user, Set.of(id)));
      assigned.groups().forEach(group -> roles.put(group, Set.of(id)));
    });
    return new Assignments(assigned.users(), assigned.groups(), roles);
  }

  private Assignments assignments(
      ProvisioningJob job, RequestFields fields, String users, String groups) {
    return new Assignments(
        names.users(job.id().tenant(), texts(fields, users), users),
        names.groups(job.id().tenant(), texts(fields, groups), groups));
  }

  private static Set<String> texts(RequestFields fields, String field) {
    var texts = new LinkedHashSet<String>();
    fields
        .find(field)
        .ifPresent(array -> {
          if (!array.isArray()) {
            throw HttpException.invalid(field, "expected an array of names, found " + array);
          }
          array.forEach(element -> texts.add(element.asString("")));
        });
    return texts;
  }
}
