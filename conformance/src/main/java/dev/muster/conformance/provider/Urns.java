package dev.muster.conformance.provider;

/// URNs of schemas and messages.
public final class Urns {
  public static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  public static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  public static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  public static final String CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
  public static final String RESOURCE_TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
  public static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";
  public static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";
  public static final String ERROR = MESSAGES + "Error";
  public static final String LIST = MESSAGES + "ListResponse";
  public static final String SEARCH = MESSAGES + "SearchRequest";
  public static final String PATCH = MESSAGES + "PatchOp";
  public static final String BULK = MESSAGES + "BulkRequest";
  public static final String BULK_RESPONSE = MESSAGES + "BulkResponse";

  private Urns() {}
}
