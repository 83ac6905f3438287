package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster app password`: temporary passwords for new users.
@Command(
    name = "password",
    description = "Gives the new users of an application a temporary password, and hands it out.")
final class AppPasswordCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(
      names = "--deliver",
      paramLabel = "target|link",
      description = "Make passwords; the application hands them out, or links do.")
  private Optional<String> deliver = Optional.empty();

  @Option(
      names = "--expression",
      paramLabel = "EXPRESSION",
      description = "How they are made (default Redact(RandomString(16, 2, 2, 2, 2))).")
  private Optional<String> expression = Optional.empty();

  @Option(
      names = "--link",
      paramLabel = "ACCOUNT",
      description = "Print a link by which this account's password can be seen once.")
  private Optional<String> account = Optional.empty();

  @Option(names = "--off", description = "Make no more passwords.")
  private boolean off;

  AppPasswordCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    var path = job.path() + "/initial-passwords";
    if (account.isPresent()) {
      var link =
          admin.post(path + "/" + AdminClient.segment(account.get()) + "/link", ScimJson.object());
      options.output().print(link, link.path("url").asString());
      return;
    }
    if (off) {
      admin.delete(path);
    } else if (deliver.isPresent() || expression.isPresent()) {
      var body = ScimJson.object();
      deliver.ifPresent(value -> body.put("deliver", value));
      expression.ifPresent(value -> body.put("expression", value));
      admin.put(path, body);
    }
    var passwords = admin.get(path);
    options
        .output()
        .print(
            passwords,
            "%s%n%s"
                .formatted(
                    passwords.has("expression")
                        ? "new users get a password of %s, delivered by %s"
                            .formatted(
                                passwords.path("expression").asString(),
                                passwords.path("deliver").asString())
                        : "new users get no password",
                    Output.table(
                        List.of("ACCOUNT", "LINK", "EXPIRES"),
                        passwords.path("waiting"),
                        one ->
                            List.of(
                                one.path("account").asString(),
                                one.path("linked").asBoolean(false) ? "made" : "",
                                one.path("expires").asString()))));
  }
}
