package dev.muster.scim.patch;

/// What an operation does at its target.
enum Edit {
  ADD,
  REPLACE,
  REMOVE
}
