package dev.muster.bench.simulation;

/// How a target fails.
public enum Fault {
  /// 429 with Retry-After; the request is not performed.
  TOO_MANY_REQUESTS,
  /// 429 to this request and the next twenty.
  STORM,
  /// 500; the request is not performed.
  ERROR_BEFORE,
  /// 500, though the request was performed.
  ERROR_AFTER,
  /// 503; the request is not performed.
  UNAVAILABLE,
  /// 502 of a gateway, though the request was performed.
  BAD_GATEWAY,
  /// The connection is cut before the request is performed.
  CUT_BEFORE,
  /// The connection is cut after the request was performed.
  CUT_AFTER,
  /// No answer in time; the request is not performed.
  SILENCE,
  /// No answer in time, though the request was performed.
  LATE,
  /// The answer drips, and is not whole in time; the request was performed.
  DRIPS,
  /// A web page with status 200; the request is not performed.
  WEB_PAGE,
  /// A web page with status 200, though the request was performed.
  WEB_PAGE_AFTER,
  /// The answer to a create names an id that is nobody's, and the right location.
  WRONG_ID,
  /// The answer to a create names an id that is nobody's, and no location.
  NOBODYS_ID,
  /// The answer to a create names somebody else's id.
  OTHERS_ID
}
