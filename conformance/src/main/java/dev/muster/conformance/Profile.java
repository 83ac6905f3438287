package dev.muster.conformance;

/// Whose expectations are checked. The RFCs' always are.
public enum Profile {
  RFC,
  ENTRA,
  OKTA
}
