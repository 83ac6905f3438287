package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster app links`, `link`, `unlink`: which account each entry is.
final class AppLinkCommand {
  private AppLinkCommand() {}

  @Command(name = "links", description = "Lists which object of the target each entry is.")
  static final class Listing implements Runnable {
    private final GlobalOptions options;

    @Mixin private final JobParameters job = new JobParameters();

    @Option(names = "--type", paramLabel = "TYPE", defaultValue = "User", description = "Whose.")
    private String type = "User";

    @Option(names = "--target", paramLabel = "ID", description = "Only of this target object.")
    private Optional<String> target = Optional.empty();

    @Option(
        names = "--entry",
        paramLabel = "ID",
        description = "Only of this entry, with all known.")
    private Optional<String> entry = Optional.empty();

    @Option(
        names = "--cursor",
        paramLabel = "CURSOR",
        description = "Go on where the page before ended.")
    private Optional<String> cursor = Optional.empty();

    Listing(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var admin = options.adminClient();
      if (entry.isPresent()) {
        var link = admin.get(path(job, type, entry.get()));
        options.output().print(link, link.toPrettyString());
        return;
      }
      var query = new StringBuilder("?type=").append(AdminClient.segment(type));
      target.ifPresent(id -> query.append("&targetId=").append(AdminClient.segment(id)));
      cursor.ifPresent(id -> query.append("&cursor=").append(AdminClient.segment(id)));
      var links = admin.get(job.path() + "/links" + query);
      options
          .output()
          .print(
              links,
              Output.table(
                      List.of("ENTRY", "OBJECT", "NAME", "DISABLED"),
                      links.path("links"),
                      link ->
                          List.of(
                              link.path("sourceId").asString(),
                              link.path("targetId").asString(),
                              name(link.path("known")),
                              link.path("disabled").asString()))
                  + more(links));
    }

    private static String more(JsonNode page) {
      return Output.more(page).map(more -> "\n" + more).orElse("");
    }

    private static String name(JsonNode known) {
      return known.path("userName").asString(known.path("displayName").asString(""));
    }
  }

  @Command(name = "link", description = "Says by hand which object of the target an entry is.")
  static final class Link implements Runnable {
    private final GlobalOptions options;

    @Mixin private final JobParameters job = new JobParameters();

    @Parameters(index = "2", paramLabel = "TYPE", description = "User or Group.")
    private String type = "";

    @Parameters(index = "3", paramLabel = "ENTRY", description = "The source entry's id.")
    private String entry = "";

    @Parameters(index = "4", paramLabel = "OBJECT", description = "The target object's id.")
    private String object = "";

    Link(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var body = ScimJson.object().put("targetId", object);
      var link = options.adminClient().put(path(job, type, entry), body);
      options
          .output()
          .print(link, "\"%s\" is %s; what differs is written now.".formatted(entry, object));
    }
  }

  @Command(name = "unlink", description = "Forgets which object an entry is: it is matched anew.")
  static final class Unlink implements Runnable {
    private final GlobalOptions options;

    @Mixin private final JobParameters job = new JobParameters();

    @Parameters(index = "2", paramLabel = "TYPE", description = "User or Group.")
    private String type = "";

    @Parameters(index = "3", paramLabel = "ENTRY", description = "The source entry's id.")
    private String entry = "";

    Unlink(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var answer = options.adminClient().delete(path(job, type, entry));
      options.output().print(answer, "\"%s\" is matched anew.".formatted(entry));
    }
  }

  private static String path(JobParameters job, String type, String entry) {
    return "%s/links/%s/%s"
        .formatted(job.path(), AdminClient.segment(type), AdminClient.segment(entry));
  }
}
