package dev.muster.server.jobs;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.source.AppRole;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

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

  /// Groups and users, in the order of their ids; `type` is one of both, `after` an id.
  private Response list(Request request) {
    var job = lookup.require(request);
    ApplicationRoutes.requireApplication(job);
    var assigned = jobs.assignments(job.id());
    var type = request.findQuery("type");
    var json =
        ScimJson.object()
            .put("users", assigned.users().size())
            .put("groups", assigned.groups().size());
    var list = json.putArray("assignments");
    var after = request.findQuery("after").orElse("");
    var limit = QueryNumbers.limit(request);
    if (type.map("Group"::equals).orElse(true)) {
      page(assigned.groups(), after, limit)
          .forEach(id -> list.add(shown(job, assigned, "Group", id)));
    }
    if (type.map("User"::equals).orElse(true)) {
      page(assigned.users(), after, limit)
          .forEach(id -> list.add(shown(job, assigned, "User", id)));
    }
    return AdminResponses.ok(json);
  }

  private static Iterable<String> page(Set<String> ids, String after, int limit) {
    return new TreeSet<>(ids).tailSet(after, false).stream().limit(limit).toList();
  }

  private ObjectNode shown(ProvisioningJob job, Assignments assigned, String type, String id) {
    var json = ScimJson.object().put("objectType", type).put("id", id);
    names.display(job.id().tenant(), type, id).ifPresent(name -> json.put("displayName", name));
    var roles = assigned.roles().getOrDefault(id, Set.of());
    for (var role : job.settings().assignment().roles()) {
      if (roles.contains(role.id())) {
        json.withArray("roles").add(role.value());
      }
    }
    return json;
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
