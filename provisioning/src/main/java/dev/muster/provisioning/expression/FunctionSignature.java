package dev.muster.provisioning.expression;

/// How a function is called and what it gives, for people who write expressions.
///
/// @param signature such as `Left(String, NumChars)`; optional arguments are in brackets
public record FunctionSignature(String name, String signature, String summary) {}
