package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster password`: passwords that a tenant's clients have set.
@Command(
    name = "password",
    description = "Passwords that a tenant's clients have set for users.",
    synopsisSubcommandLabel = "COMMAND")
final class PasswordCommand {
  private PasswordCommand() {}

  static PasswordCommand group() {
    return new PasswordCommand();
  }

  /// `muster password verify`.
  @Command(
      name = "verify",
      description =
          "Says whether a password is a user's; asks for it, or reads a line of standard input. Exit status 1: it is not.")
  static final class Verify implements Callable<Integer> {
    private final GlobalOptions options;
    @Mixin private final TenantParameters tenant = new TenantParameters();

    @Parameters(index = "1", paramLabel = "USER", description = "The user's userName.")
    private String userName = "";

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "A file whose first line is the password.")
    private Optional<Path> file = Optional.empty();

    Verify(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public Integer call() {
      var body = ScimJson.object().put("userName", userName).put("password", password());
      var answer = options.adminClient().post(tenant.path() + "/passwords/verify", body);
      var verified = answer.path("verified").asBoolean();
      options
          .output()
          .print(
              answer,
              verified
                  ? "The password is that of user " + answer.path("id").asString()
                  : "The password is wrong, or there is no such active user with a password.");
      return verified ? 0 : 1;
    }

    private String password() {
      try {
        if (file.isPresent()) {
          try (var lines = Files.lines(file.get())) {
            return lines.findFirst().orElse("");
          }
        }
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (console.isPresent()) {
          var typed = Optional.ofNullable(console.get().readPassword("Password: "));
          return typed.map(String::new).orElse("");
        }
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return Optional.ofNullable(in.readLine()).orElse("");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// `muster password temporary`.
  @Command(
      name = "temporary",
      description =
          "Gives a person a password that is shown once, and that they have to change at their next sign-in.")
  static final class Temporary implements Runnable {
    private final GlobalOptions options;
    @Mixin private final TenantParameters tenant = new TenantParameters();

    @Parameters(index = "1", paramLabel = "USER", description = "The person's userName.")
    private String userName = "";

    @Option(
        names = "--days",
        paramLabel = "DAYS",
        defaultValue = "7",
        description = "How long it works, 1 to 90 days; ${DEFAULT-VALUE} unless you say otherwise.")
    private int days;

    @Option(
        names = "--remove-passkeys",
        description = "Removes the person's passkeys, too: when a phone or a laptop is lost.")
    private boolean removePasskeys;

    Temporary(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var body =
          ScimJson.object()
              .put("userName", userName)
              .put("expiresInDays", days)
              .put("removePasskeys", removePasskeys);
      var answer = options.adminClient().post(tenant.path() + "/passwords/temporary", body);
      options
          .output()
          .print(
              answer,
              "%s signs in at %s with %s until %s, and has to choose another password then."
                  .formatted(
                      answer.path("userName").asString(),
                      answer.path("signInAt").asString(),
                      answer.path("password").asString(),
                      answer.path("expires").asString()));
    }
  }

  /// `muster password remove-all`.
  @Command(
      name = "remove-all",
      description = "Removes all passwords of a tenant's users; the users stay.")
  static final class RemoveAll implements Runnable {
    private final GlobalOptions options;
    @Mixin private final TenantParameters tenant = new TenantParameters();

    @Option(names = "--yes", required = true, description = "Says that it is meant.")
    private boolean yes;

    RemoveAll(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      if (!yes) {
        throw new CommandException("--yes=false: nothing was removed");
      }
      var answer = options.adminClient().delete(tenant.path() + "/passwords");
      options.output().print(answer, "removed " + answer.path("removed").asLong());
    }
  }
}
