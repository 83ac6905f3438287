package dev.muster.scim.message;

import tools.jackson.databind.node.ObjectNode;

/// The body of an error response (RFC 7644 §3.12).
public final class ScimError {
  /// URN of the message.
  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

  private ScimError() {}

  /// The error as JSON; `status` is a string, as the RFC says and some clients forget.
  public static ObjectNode toJson(ScimException exception) {
    var error = ScimJson.object();
    error.putArray("schemas").add(SCHEMA);
    error.put("status", Integer.toString(exception.status()));
    exception.scimType().ifPresent(type -> error.put("scimType", type.keyword()));
    error.put("detail", exception.detail());
    return error;
  }
}
