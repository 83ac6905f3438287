package dev.muster.store.resource;

/// A group whose members are the users that a filter finds.
///
/// @param rule a SCIM filter (RFC 7644 §3.4.2.2) over users
/// @param followed sequence number of the change feed up to which its members are as they should
///   be; [#UNREAD] before everyone has been looked at
public record DynamicGroup(String groupId, String rule, long followed) {
  public static final long UNREAD = -1;
}
