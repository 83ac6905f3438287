package dev.muster.store.signin;

import dev.muster.scim.provider.TenantId;

/// Who signs in: an administrator of the server, or a person of a tenant's directory.
///
/// @param tenant id of the tenant; 0 for the server itself
/// @param id an administrator's number, or the id of the person's User resource
public record Account(long tenant, String id) {
  private static final long SERVER = 0;

  public static Account administrator(long id) {
    return new Account(SERVER, Long.toString(id));
  }

  public static Account person(TenantId tenant, String userId) {
    return new Account(tenant.value(), userId);
  }

  public boolean isAdministrator() {
    return tenant == SERVER;
  }

  /// The account as one text, to be read by [#parse].
  public String text() {
    return tenant + "/" + id;
  }

  /// Reads what [#text] wrote.
  public static Account parse(String text) {
    var slash = text.indexOf('/');
    return new Account(Long.parseLong(text.substring(0, slash)), text.substring(slash + 1));
  }
}
