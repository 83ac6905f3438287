package dev.muster.server.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An option of the server, under the same name everywhere: `public-url` in the file,
/// `--public-url` on the command line, `MUSTER_PUBLIC_URL` in the environment.
public enum ServerOption {
  /// Address to listen on.
  HOST("127.0.0.1"),
  /// To listen on; 0 takes a free one.
  PORT("8080"),
  /// The data folder.
  DATA(".muster"),
  /// URL of a PostgreSQL database.
  DATABASE(Kind.SECRET),
  /// Where clients reach the server.
  PUBLIC_URL(Kind.TEXT),
  /// Networks of the proxies in front of the server.
  TRUSTED_PROXY(Kind.LIST),
  /// Networks that may be called although they are not public.
  ALLOW_TARGET(Kind.LIST),
  /// Whether every address may be called.
  ALLOW_PRIVATE_ADDRESSES("false"),
  /// Token of the admin API, in place of the one in the data folder.
  ADMIN_TOKEN(Kind.SECRET),
  /// Key for credentials of other systems, in place of the one in the data folder.
  SECRETS_KEY(Kind.SECRET),
  /// The relay that mail is handed to, with its password if it wants one.
  SMTP_URL(Kind.SECRET),
  /// The sender's address of mail.
  SMTP_FROM(Kind.TEXT);

  /// In the file and the environment, a secret may be in a file of its own, named by its key with
  /// this behind it.
  static final String FILE_SUFFIX = "-file";

  private final Kind kind;
  private final String preset;

  ServerOption(String preset) {
    this.kind = Kind.TEXT;
    this.preset = preset;
  }

  ServerOption(Kind kind) {
    this.kind = kind;
    this.preset = "";
  }

  private enum Kind {
    TEXT,
    LIST,
    SECRET
  }

  /// Its name in the file.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Its name in the environment.
  public String variable() {
    return "MUSTER_" + name();
  }

  boolean isSecret() {
    return kind == Kind.SECRET;
  }

  boolean isList() {
    return kind == Kind.LIST;
  }

  /// Its values when nobody has set it.
  List<String> preset() {
    return preset.isEmpty() ? List.of() : List.of(preset);
  }

  static Optional<ServerOption> find(String key) {
    return Arrays.stream(values()).filter(option -> option.key().equals(key)).findFirst();
  }
}
