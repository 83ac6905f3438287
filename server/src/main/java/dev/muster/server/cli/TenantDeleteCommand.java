package dev.muster.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster tenant delete`: asks for the name once more, unless told that it is meant.
@Command(
    name = "delete",
    description = "Deletes a tenant with all its users, groups, jobs and tokens, for good.")
final class TenantDeleteCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  TenantDeleteCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    if (!yes && !confirmed()) {
      throw new CommandException("nothing was deleted: the name was not repeated");
    }
    var name = AdminClient.segment(tenant);
    var deleted = options.adminClient().delete("/tenants/%s?confirm=%s".formatted(name, name));
    options
        .output()
        .print(deleted, "Tenant %s is being deleted; it is served no more.".formatted(tenant));
  }

  private boolean confirmed() {
    var out = options.output().writer();
    out.printf("This cannot be undone. Type the tenant's name to delete it: ");
    out.flush();
    try {
      var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      return tenant.equals(in.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
