package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.JobControl;
import dev.muster.provisioning.cycle.LinkEditor;
import dev.muster.provisioning.cycle.LinkEditor.Linking;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.target.TargetException;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.List;

/// Links between entries and target objects — Entra's object connections: listed, inspected,
/// deleted, and made by hand.
public final class LinkRoutes implements AdminRoutes {
  private static final String LINKS = JobRoutes.JOBS + "/{job}/links";
  private static final String LINK = LINKS + "/{type}/{sourceId}";

  private final JobStore jobs;
  private final JobLookup lookup;
  private final JobControl control;
  private final JobSettingsEdit edit;
  private final LinkEditor editor;

  LinkRoutes(
      JobStore jobs,
      JobLookup lookup,
      JobControl control,
      JobSettingsEdit edit,
      LinkEditor editor) {
    this.jobs = jobs;
    this.lookup = lookup;
    this.control = control;
    this.edit = edit;
    this.editor = editor;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", LINKS, this::list)
        .on(
            "GET",
            LINK,
            request -> {
              var job = lookup.require(request);
              return AdminResponses.ok(
                  SafetyJson.of(require(job, request), HiddenValues.of(job, edit)));
            })
        .on("PUT", LINK, this::link)
        .on("DELETE", LINK, this::unlink);
  }

  private Response list(Request request) {
    var job = lookup.require(request);
    var type = request.findQuery("type").orElse("User");
    var target = request.findQuery("targetId");
    var paging = Paging.of(request, "links");
    List<Link> links =
        target.isPresent()
            ? List.copyOf(jobs.linksByTarget(job.id(), type, List.of(target.get())).values())
            : jobs.links(job.id(), type, paging.position().orElse(""), paging.toRead());
    var hidden = HiddenValues.of(job, edit);
    return AdminResponses.ok(
        paging.page("links", links, link -> SafetyJson.of(link, hidden), Link::sourceId));
  }

  private Response link(Request request) {
    var job = lookup.require(request);
    var type = request.parameter("type");
    var sourceId = request.parameter("sourceId");
    var fields = RequestFields.of(request);
    var targetId = fields.requireString("targetId");
    fields.refuseOthers();
    var linking =
        ControlRoutes.unlessBusy(
            () -> control.exclusively(job.id(), () -> linked(job, type, sourceId, targetId)));
    return switch (linking) {
      case Linking.Linked(Link link) ->
          AdminResponses.ok(SafetyJson.of(link, HiddenValues.of(job, edit)));
      case Linking.NoObject _ ->
          throw HttpException.invalid(
              "targetId", "the target has no %s \"%s\"".formatted(type, targetId));
      case Linking.Taken(Link by) ->
          throw HttpException.conflict(
              "targetId",
              "\"%s\" is linked to the entry \"%s\"; delete that link first"
                  .formatted(targetId, by.sourceId()));
      case Linking.NoSuchType _ ->
          throw HttpException.invalid(
              "type", "the job provisions no objects of type \"%s\"".formatted(type));
    };
  }

  private Linking linked(ProvisioningJob job, String type, String sourceId, String targetId) {
    try {
      return editor.link(job, type, sourceId, targetId);
    } catch (TargetException e) {
      throw HttpException.invalid("targetId", e.reason());
    }
  }

  private Response unlink(Request request) {
    var job = lookup.require(request);
    ControlRoutes.unlessBusy(() ->
        control.exclusively(
            job.id(),
            () -> {
              var link = require(job, request);
              editor.unlink(job, link);
              return link;
            }));
    return AdminResponses.noContent();
  }

  private Link require(ProvisioningJob job, Request request) {
    var type = request.parameter("type");
    var sourceId = request.parameter("sourceId");
    var link = jobs.links(job.id(), type, List.of(sourceId)).get(sourceId);
    if (link == null) {
      throw HttpException.notFound(
          "job \"%s\" has no link of the %s \"%s\"".formatted(job.name(), type, sourceId));
    }
    return link;
  }
}
