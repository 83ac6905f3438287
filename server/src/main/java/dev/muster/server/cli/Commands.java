package dev.muster.server.cli;

import dev.muster.server.configuration.ConfigurationException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/// All commands: the one place where a command is added.
public final class Commands {
  private Commands() {}

  /// The command line, without `run`, which its owner adds.
  public static CommandLine tree(GlobalOptions options) {
    return new CommandLine(new MusterCommand(options))
        .addSubcommand(
            new CommandLine(new TenantCommand())
                .addSubcommand(new TenantCreateCommand(options))
                .addSubcommand(new TenantListCommand(options))
                .addSubcommand(new TenantStatusCommand.Suspend(options))
                .addSubcommand(new TenantStatusCommand.Resume(options))
                .addSubcommand(new TenantDeleteCommand(options))
                .addSubcommand(new TenantClientCreateCommand(options))
                .addSubcommand(new TenantDialectCommand(options))
                .addSubcommand(
                    new CommandLine(TenantSetupLinkCommand.group())
                        .addSubcommand(new TenantSetupLinkCommand.Create(options))
                        .addSubcommand(new TenantSetupLinkCommand.Listing(options))
                        .addSubcommand(new TenantSetupLinkCommand.Revoke(options)))
                .addSubcommand(
                    new CommandLine(new TenantTokenCommand())
                        .addSubcommand(new TenantTokenCreateCommand(options))
                        .addSubcommand(new TenantTokenListCommand(options))
                        .addSubcommand(new TenantTokenRotateCommand(options))
                        .addSubcommand(new TenantTokenRevokeCommand(options))))
        .addSubcommand(
            new CommandLine(new SchemaCommand())
                .addSubcommand(new SchemaListCommand(options))
                .addSubcommand(new SchemaShowCommand(options))
                .addSubcommand(new SchemaApplyCommand(options))
                .addSubcommand(new SchemaIndexCommand(options)))
        .addSubcommand(
            new CommandLine(new AppCommand())
                .addSubcommand(new AppTemplatesCommand(options))
                .addSubcommand(new AppCreateCommand(options))
                .addSubcommand(new AppConnectionCommand(options))
                .addSubcommand(new AppCapabilitiesCommand(options))
                .addSubcommand(new AppAttributesCommand(options))
                .addSubcommand(new AppPasswordCommand(options))
                .addSubcommand(new AppTestCommand(options))
                .addSubcommand(new AppAssignCommand(options))
                .addSubcommand(new AppActionCommand.Start(options))
                .addSubcommand(new AppActionCommand.Pause(options))
                .addSubcommand(new AppActionCommand.Resume(options))
                .addSubcommand(new AppActionCommand.Cancel(options))
                .addSubcommand(new AppRestartCommand(options))
                .addSubcommand(new AppScheduleCommand(options))
                .addSubcommand(new AppRulesCommand(options))
                .addSubcommand(new AppPreviewCommand(options))
                .addSubcommand(new AppUndoCommand(options))
                .addSubcommand(new AppFailuresCommand(options))
                .addSubcommand(new AppRetryCommand(options))
                .addSubcommand(new AppLinkCommand.Listing(options))
                .addSubcommand(new AppLinkCommand.Link(options))
                .addSubcommand(new AppLinkCommand.Unlink(options))
                .addSubcommand(new AppJoinsCommand(options))
                .addSubcommand(new AppDriftCommand(options))
                .addSubcommand(new AppStatusCommand(options))
                .addSubcommand(new AppPlanCommand(options))
                .addSubcommand(new AppLogCommand(options))
                .addSubcommand(new AppMappingsCommand(options))
                .addSubcommand(new AppEvaluateCommand(options))
                .addSubcommand(
                    new CommandLine(AppSchemaCommand.group())
                        .addSubcommand(new AppSchemaCommand.Export(options))
                        .addSubcommand(new AppSchemaCommand.Import(options)))
                .addSubcommand(new AppRequestsCommand(options))
                .addSubcommand(new AppProvisionCommand(options)))
        .addSubcommand(new ExplainCommand(options))
        .addSubcommand(new LogCommand(options))
        .addSubcommand(new ImportCommand(options))
        .addSubcommand(new SyncCommand(options))
        .addSubcommand(new CheckCommand(options))
        .addSubcommand(
            new CommandLine(new RequestsCommand(options))
                .addSubcommand(new RequestsReplayCommand(options)))
        .addSubcommand(
            new CommandLine(WebhookCommand.group())
                .addSubcommand(new WebhookCommand.Create(options))
                .addSubcommand(new WebhookCommand.Listing(options))
                .addSubcommand(new WebhookCommand.Deliveries(options))
                .addSubcommand(new WebhookCommand.Replay(options))
                .addSubcommand(new WebhookCommand.Enable(options))
                .addSubcommand(new WebhookCommand.Disable(options))
                .addSubcommand(new WebhookCommand.Remove(options)))
        .addSubcommand(
            new CommandLine(AlertCommand.group())
                .addSubcommand(new AlertCommand.Add(options))
                .addSubcommand(new AlertCommand.Channels(options))
                .addSubcommand(new AlertCommand.Remove(options))
                .addSubcommand(new AlertCommand.Listing(options))
                .addSubcommand(new AlertCommand.Test(options)))
        .addSubcommand(
            new CommandLine(KeyCommand.group())
                .addSubcommand(new KeyCommand.Create(options))
                .addSubcommand(new KeyCommand.Listing(options))
                .addSubcommand(new KeyCommand.Revoke(options)))
        .addSubcommand(
            new CommandLine(HoldCommand.group())
                .addSubcommand(new HoldCommand.Listing(options))
                .addSubcommand(new HoldCommand.Approve(options))
                .addSubcommand(new HoldCommand.Reject(options)))
        .addSubcommand(
            new CommandLine(ResourceCommand.group())
                .addSubcommand(new ResourceCommand.Deleted(options))
                .addSubcommand(new ResourceCommand.Restore(options))
                .addSubcommand(new ResourceCommand.History(options))
                .addSubcommand(new ResourceCommand.Revert(options)))
        .addSubcommand(
            new CommandLine(GroupRuleCommand.group())
                .addSubcommand(new GroupRuleCommand.Listing(options))
                .addSubcommand(new GroupRuleCommand.Put(options))
                .addSubcommand(new GroupRuleCommand.Remove(options)))
        .addSubcommand(
            new CommandLine(PasswordCommand.group())
                .addSubcommand(new PasswordCommand.Verify(options))
                .addSubcommand(new PasswordCommand.Temporary(options))
                .addSubcommand(new PasswordCommand.RemoveAll(options)))
        .addSubcommand(
            new CommandLine(ConfigCommand.group()).addSubcommand(new ConfigCommand.Show(options)))
        .addSubcommand(new VersionCommand(options))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(failures());
  }

  // The one place where a failure becomes an exit code.
  private static IExecutionExceptionHandler failures() {
    return (failure, commandLine, parsed) -> {
      commandLine.getErr().println("muster: " + message(failure));
      if (!isExpected(failure)) {
        failure.printStackTrace(commandLine.getErr());
      }
      return CommandLine.ExitCode.SOFTWARE;
    };
  }

  private static boolean isExpected(Exception failure) {
    return failure instanceof CommandException
        || failure instanceof ConfigurationException
        || failure instanceof UncheckedIOException;
  }

  private static String reason(UncheckedIOException e) {
    var cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case UncheckedIOException e -> reason(e);
      case CommandException e -> String.valueOf(e.getMessage());
      case ConfigurationException e -> String.valueOf(e.getMessage());
      default -> "failed unexpectedly: " + failure;
    };
  }
}
