package dev.muster.server.selfservice;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.provider.PatchAnswer;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.resource.Projection;
import dev.muster.server.http.HttpException;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.tenant.LiveTenant;
import java.util.List;
import java.util.Optional;

/// Sets a user's password as a client would, with a PATCH: so the tenant's rules hold, and history
/// and change feed say that it was changed and by whom.
///
/// @param publicUrl of this server, without a slash at its end
record PasswordWrite(ScimProvider provider, String publicUrl) {

  /// Throws 400 for a password that the tenant's rules refuse, 503 when that cannot be told now.
  void set(LiveTenant tenant, String userId, String password) {
    var schema = tenant.schemas().findResourceType("User").orElseThrow();
    var endpoint =
        new Endpoint(
            tenant.id(), tenant.schemas(), schema, ScimApi.tenantUrl(publicUrl, tenant.name()));
    var patch = ScimJson.object();
    patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
    patch
        .putArray("Operations")
        .addObject()
        .put("op", "replace")
        .put("path", "password")
        .put("value", password);
    try {
      provider.patch(
          endpoint,
          userId,
          Optional.empty(),
          PatchOp.parse(patch),
          Projection.of(List.of("id"), List.of(), schema),
          PatchAnswer.UNLESS_LARGE);
    } catch (ScimException e) {
      throw HttpException.refused(e.status(), e.detail());
    }
  }
}
