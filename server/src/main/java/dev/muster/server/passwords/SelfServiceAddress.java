package dev.muster.server.passwords;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where people change their passwords.
public final class SelfServiceAddress {
  /// Before the name of their tenant.
  public static final String PREFIX = "/account";

  private SelfServiceAddress() {}

  /// The path of a tenant's page.
  public static String of(String tenant) {
    return PREFIX + "/" + URLEncoder.encode(tenant, StandardCharsets.UTF_8);
  }
}
