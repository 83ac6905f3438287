package dev.muster.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class TokenStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.25Z");

  @Parameter private String kind = "";
  private Database database;
  private TokenStore tokens;
  private TenantId contoso = new TenantId(0);
  private TenantId fabrikam = new TenantId(0);

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(kind, directory);
    tokens = new TokenStore(database);
    var tenants = new TenantStore(database);
    contoso = tenants.create("contoso", NOW).orElseThrow().id();
    fabrikam = tenants.create("fabrikam", NOW).orElseThrow().id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private AccessToken add(String name, String hash, Optional<Instant> expires) {
    return tokens.add(
        contoso,
        new NewToken(name, hash, Scope.scim(), Optional.empty(), Optional.empty(), expires),
        NOW);
  }

  private AccessToken addOfClient(String hash, Instant expires) {
    return tokens.add(
        contoso,
        new NewToken(
            "app", hash, Scope.scim(), Optional.empty(), Optional.of("c1"), Optional.of(expires)),
        NOW);
  }

  @Test
  void tokenIsFoundByItsDigestUntilItIsRemoved() {
    var expiry = NOW.plusSeconds(3_600);
    var scopes = Set.of(Scope.READ, Scope.USERS);
    var entra =
        tokens.add(
            contoso,
            new NewToken(
                "Entra",
                "ab12",
                scopes,
                Optional.of("user-1"),
                Optional.empty(),
                Optional.of(expiry)),
            NOW);
    var okta = add("Okta", "cd34", Optional.empty());

    assertThat(entra)
        .isEqualTo(
            new AccessToken(
                contoso,
                entra.id(),
                "Entra",
                "ab12",
                scopes,
                Optional.of("user-1"),
                Optional.empty(),
                NOW,
                Optional.of(expiry),
                Optional.empty()));
    assertThat(tokens.find("ab12")).contains(entra);
    assertThat(tokens.find("ef56")).isEmpty();
    assertThat(tokens.ofTenant(contoso)).containsExactly(entra, okta);
    assertThat(tokens.remove(contoso, entra.id())).isTrue();
    assertThat(tokens.remove(contoso, entra.id())).isFalse();
    assertThat(tokens.find("ab12")).isEmpty();
  }

  @Test
  void tokenOfAnotherTenantIsNotRemoved() {
    var token = add("Entra", "ab12", Optional.empty());

    assertThat(tokens.remove(fabrikam, token.id())).isFalse();
    assertThat(tokens.ofTenant(fabrikam)).isEmpty();
    assertThat(tokens.find("ab12")).contains(token);
  }

  @Test
  void sameDigestTwiceIsRefused() {
    add("Entra", "ab12", Optional.empty());

    assertThatThrownBy(() -> add("Okta", "ab12", Optional.empty()))
        .isInstanceOfSatisfying(
            RuntimeException.class, e -> assertThat(database.isUniqueViolation(e)).isTrue());
  }

  @Test
  void usesOfSeveralTokensAreKeptTogether() {
    var entra = add("Entra", "ab12", Optional.empty());
    var okta = add("Okta", "cd34", Optional.empty());

    tokens.keepUses(contoso, Map.of(entra.id(), NOW.plusSeconds(1), okta.id(), NOW));

    assertThat(tokens.ofTenant(contoso))
        .extracting(AccessToken::lastUsed)
        .containsExactly(Optional.of(NOW.plusSeconds(1)), Optional.of(NOW));
  }

  @Test
  void tokensOfClientsAreSweptWhenTheyHaveExpiredAndOthersStay() {
    var person = add("Entra", "ab12", Optional.of(NOW.minusSeconds(1)));
    addOfClient("cd34", NOW);
    var live = addOfClient("ef56", NOW.plusSeconds(1));

    assertThat(tokens.sweep(NOW)).isEqualTo(1);

    assertThat(tokens.find("cd34")).isEmpty();
    assertThat(tokens.find("ef56")).contains(live);
    assertThat(tokens.ofTenant(contoso)).containsExactly(person);
  }

  @Test
  void expiringTokensAreThoseOfPeopleThatEndWithinTheSpan() {
    add("ended", "1", Optional.of(NOW));
    var soon = add("soon", "2", Optional.of(NOW.plusSeconds(10)));
    add("later", "3", Optional.of(NOW.plusSeconds(11)));
    add("never", "4", Optional.empty());
    addOfClient("5", NOW.plusSeconds(5));

    assertThat(tokens.expiring(NOW, NOW.plusSeconds(10))).containsExactly(soon);
  }

  @Test
  void clientGoesWithItsSecretsAndTokens() {
    var clients = new OAuthClientStore(database);
    var federation = ScimJson.object().put("issuer", "https://issuer.example");
    var client =
        new OAuthClient(
            contoso,
            "c1",
            "app",
            Scope.scim(),
            Duration.ofHours(2),
            Optional.of(federation),
            NOW,
            List.of());
    clients.add(client);
    var first = clients.addSecret(contoso, "c1", "s1", NOW, Optional.empty());
    var second = clients.addSecret(contoso, "c1", "s2", NOW, Optional.of(NOW.plusSeconds(9)));
    addOfClient("ab12", NOW.plusSeconds(60));

    assertThat(clients.find("c1").orElseThrow().secrets()).containsExactly(first, second);
    assertThat(clients.ofTenant(contoso).getFirst().federation()).contains(federation);
    assertThat(clients.removeSecret(contoso, "c1", first.id())).isTrue();
    assertThat(clients.find("c1").orElseThrow().secrets()).containsExactly(second);
    assertThat(clients.remove(fabrikam, "c1")).isFalse();
    assertThat(clients.remove(contoso, "c1")).isTrue();
    assertThat(clients.find("c1")).isEmpty();
    assertThat(tokens.find("ab12")).isEmpty();
  }
}
