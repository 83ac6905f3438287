package dev.muster.server.signin;

/// Where somebody comes from.
///
/// @param agent the browser, as it calls itself
public record Visitor(String address, String agent) {}
