package dev.muster.server.console;

/// Where an application is: in the admin API, and among the pages of the console.
///
/// @param tenant its name
/// @param job its name; empty text on pages of the tenant
record JobPlace(String tenant, String job) {

  static JobPlace of(Visit visit) {
    return new JobPlace(visit.parameter("tenant"), visit.request().findParameter("job").orElse(""));
  }

  String tenantApi() {
    return "/tenants/" + Api.encoded(tenant);
  }

  String api() {
    return tenantApi() + "/jobs/" + Api.encoded(job);
  }

  /// The pages of the tenant.
  String base() {
    return Console.PREFIX + "/t/" + Api.encoded(tenant);
  }

  /// The pages of the application.
  String here() {
    return base() + "/applications/" + Api.encoded(job);
  }
}
