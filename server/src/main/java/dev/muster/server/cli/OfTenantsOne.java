package dev.muster.server.cli;

import picocli.CommandLine.Parameters;

/// A command about one thing of a tenant, which has an id.
abstract class OfTenantsOne extends OfTenant {
  @Parameters(index = "1", paramLabel = "ID", description = "Its id.")
  private String id = "";

  OfTenantsOne(GlobalOptions options) {
    super(options);
  }

  /// The id, as it stands in a path.
  final String id() {
    return AdminClient.segment(id);
  }
}
