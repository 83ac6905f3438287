package dev.muster.bench.jmh;

import java.nio.charset.StandardCharsets;

/// What is measured on.
final class Samples {
  /// An enterprise user of 1.2 KB, as an identity provider sends it.
  static final String USER =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],\
      "externalId":"ext-u0004711","userName":"u0004711@example.com",\
      "name":{"formatted":"Ms. Barbara Jane Jensen 4711","familyName":"Jensen4711",\
      "givenName":"Barbara","middleName":"Jane","honorificPrefix":"Ms."},\
      "displayName":"Barbara Jensen 4711","nickName":"Babs",\
      "profileUrl":"https://login.example.com/u/u0004711","title":"Tour Guide",\
      "userType":"Employee","preferredLanguage":"en-US","locale":"en-US",\
      "timezone":"America/Los_Angeles","active":true,\
      "emails":[{"value":"u0004711@example.com","type":"work","primary":true},\
      {"value":"u0004711@home.example.org","type":"home"}],\
      "phoneNumbers":[{"value":"+1-555-4711-8377","type":"work"}],\
      "addresses":[{"type":"work","streetAddress":"100 Universal City Plaza",\
      "locality":"Hollywood","region":"CA","postalCode":"91608","country":"US",\
      "formatted":"100 Universal City Plaza, Hollywood, CA 91608 USA","primary":true}],\
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"4711",\
      "costCenter":"4130","organization":"Universal Studios","division":"Theme Park",\
      "department":"Tour Operations"}}\
      """;

  /// A filter of three comparisons, a value path, both connectives; the user matches by its last
  /// term, so all of it is looked at.
  static final String FILTER =
      "userType eq \"Employee\" and (title co \"manager\""
          + " or emails[type eq \"home\" and value ew \"home.example.org\"])";

  /// Three operations as Entra ID sends them: an attribute, a sub-attribute by value path, one of
  /// an extension.
  static final String PATCH =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\
      {"op":"replace","path":"displayName","value":"Babs Jensen"},\
      {"op":"replace","path":"emails[type eq \\"work\\"].value","value":"babs@example.com"},\
      {"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",\
      "value":"Sales"}]}\
      """;

  private Samples() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
