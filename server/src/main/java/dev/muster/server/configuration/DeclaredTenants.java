package dev.muster.server.configuration;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.configuration.DeclaredTenant.DeclaredToken;
import dev.muster.server.http.HttpException;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.tenant.TenantSettings;
import dev.muster.store.tenant.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.ObjectNode;

/// Reads the tenants of a configuration file.
record DeclaredTenants(Path file) {
  // 32 random bytes in base64url have 43 characters; half of that is the least that nobody guesses.
  private static final int SHORTEST_TOKEN = 22;

  List<DeclaredTenant> read(List<Node> nodes) {
    var tenants = new ArrayList<DeclaredTenant>();
    var names = new HashSet<String>();
    for (var node : nodes) {
      var tenant = tenant(node);
      if (!names.add(tenant.name())) {
        throw problem(node, "the tenant \"%s\" is there twice".formatted(tenant.name()));
      }
      tenants.add(tenant);
    }
    return tenants;
  }

  private DeclaredTenant tenant(Node node) {
    var fields = new YamlFields(file, node);
    var name = fields.requireText("name", node);
    var settings = fields.find("settings").map(this::settings).orElseGet(ScimJson::object);
    var tokens = fields.elements("tokens").stream().map(this::token).toList();
    fields.refuseOthers();
    return new DeclaredTenant(
        name, settings, tokens, "%s:%d".formatted(file, YamlFields.line(node)));
  }

  private ObjectNode settings(Node node) {
    var settings = new YamlJson(file).object(node);
    try {
      TenantSettings.read(settings);
    } catch (HttpException e) {
      var path = e.field().map(field -> List.of(field.split("\\.", -1))).orElse(List.of());
      throw problem(YamlJson.at(node, path), "settings: " + e.detail());
    }
    return settings;
  }

  private DeclaredToken token(Node node) {
    var fields = new YamlFields(file, node);
    var name = fields.requireText("name", node);
    var hash = hash(fields, node);
    var scopes = scopes(fields, node);
    var expires = fields.findText("expires").map(text -> moment(node, text));
    fields.refuseOthers();
    return new DeclaredToken(name, hash, scopes, expires);
  }

  private String hash(YamlFields fields, Node node) {
    var digest = fields.findText("sha256");
    var secret = fields.findText("file");
    if (digest.isPresent() == secret.isPresent()) {
      throw problem(node, "a token has either \"sha256\", its digest in hex, or \"file\"");
    }
    return digest.map(hex -> digest(node, hex)).orElseGet(() -> hashed(node, secret.orElseThrow()));
  }

  private String digest(Node node, String hex) {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw problem(node, "sha256 has to be 64 lower-case hexadecimal digits");
    }
    return hex;
  }

  private String hashed(Node node, String path) {
    var place = "%s:%d".formatted(file, YamlFields.line(node));
    var token = SecretFiles.read(place, file.resolveSibling(path));
    if (token.length() < SHORTEST_TOKEN) {
      throw problem(
          node, "the token in %s has fewer than %d characters".formatted(path, SHORTEST_TOKEN));
    }
    return Tokens.hash(token);
  }

  private Set<Scope> scopes(YamlFields fields, Node node) {
    var words = fields.texts("scopes");
    return words.isEmpty()
        ? Scope.scim()
        : words.stream()
            .map(word ->
                Scope.find(word)
                    .orElseThrow(() ->
                        problem(
                            node,
                            "there is no scope \"%s\"; there are read, write, users"
                                .formatted(word))))
            .collect(Collectors.toUnmodifiableSet());
  }

  private Instant moment(Node node, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw problem(node, "\"%s\" is no moment such as 2027-01-31T12:00:00Z".formatted(text));
    }
  }

  private ConfigurationException problem(Node node, String what) {
    return YamlFields.problem(file, node, what);
  }
}
