package dev.muster.server.configuration;

/// A configuration with which no server can start; the message says where the mistake is.
public final class ConfigurationException extends RuntimeException {
  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
