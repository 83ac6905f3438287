package dev.muster.server.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.signin.Ceremonies.Kind;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.Passkey;
import dev.muster.store.signin.PasskeyStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Passkeys (W3C Web Authentication): made once, then signed in with. The authenticator asks for a
/// finger, a face or a PIN, so one counts for two factors, and it signs for this host alone, so
/// there is nothing to be given away on another's page.
public final class WebAuthn {
  private static final String PRODUCT = "Muster";
  private static final int LONGEST_NAME = 60;
  private static final int MOST = 20;

  private final PasskeyStore passkeys;
  private final Ceremonies ceremonies;
  private final Tokens tokens;
  private final Clock clock;

  public WebAuthn(PasskeyStore passkeys, Ceremonies ceremonies, Tokens tokens, Clock clock) {
    this.passkeys = passkeys;
    this.ceremonies = ceremonies;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// What a browser is asked for.
  ///
  /// @param json the argument of `navigator.credentials`
  /// @param cookie for the answer to come with
  public record Asked(String json, String cookie) {}

  /// Somebody's passkeys, the oldest first.
  public List<Passkey> of(Account account) {
    return passkeys.of(account);
  }

  /// Begins to make a passkey. Throws 409 when there are too many.
  ///
  /// @param name by which its owner signs in otherwise; authenticators show it
  public Asked beginRegistration(Account account, String name, String displayName, Site site) {
    var known = of(account);
    if (known.size() >= MOST) {
      throw HttpException.conflict(
          "passkeys", "there are %d already; remove one that is not used".formatted(MOST));
    }
    var user = UserIdentity.builder().name(name).displayName(displayName).id(handle(known)).build();
    var selection =
        AuthenticatorSelectionCriteria.builder()
            .residentKey(ResidentKeyRequirement.REQUIRED)
            .userVerification(UserVerificationRequirement.REQUIRED)
            .build();
    var options =
        party(site, same -> account)
            .startRegistration(
                StartRegistrationOptions.builder()
                    .user(user)
                    .authenticatorSelection(selection)
                    .timeout(Ceremonies.PATIENCE.toMillis())
                    .build());
    var kept =
        ScimJson.object().put("account", account.text()).put("options", text(options::toJson));
    return new Asked(
        text(options::toCredentialsCreateJson),
        ceremonies.begin(Kind.PASSKEY_REGISTRATION, ScimJson.write(kept)));
  }

  /// Keeps the passkey that a browser has made. Throws 400 when it does not answer what was asked,
  /// or was asked by somebody else.
  public void register(Account account, Site site, String cookie, String credential, String name) {
    var kept = ScimJson.parseObject(ended(Kind.PASSKEY_REGISTRATION, cookie));
    if (!kept.path("account").asString().equals(account.text())) {
      throw refused("it was asked for by another account");
    }
    var options = read(kept.path("options").asString());
    var made = finish(site, account, options, credential);
    var passkey =
        new Passkey(
            made.getKeyId().getId().getBase64Url(),
            account,
            options.getUser().getId().getBase64Url(),
            made.getPublicKeyCose().getBase64Url(),
            made.getSignatureCount(),
            named(name),
            clock.instant(),
            Optional.empty());
    if (!passkeys.add(passkey)) {
      throw refused("it is registered already");
    }
  }

  /// Removes one of somebody's; false if they have none such.
  public boolean remove(Account account, String credential) {
    return passkeys.remove(account, credential);
  }

  /// Removes all of somebody's; how many.
  public int removeAll(Account account) {
    return passkeys.removeAll(account);
  }

  /// Begins to sign in whoever has a passkey.
  public Asked beginSignIn(Site site) {
    var request =
        party(site, Account::parse)
            .startAssertion(
                StartAssertionOptions.builder()
                    .userVerification(UserVerificationRequirement.REQUIRED)
                    .timeout(Ceremonies.PATIENCE.toMillis())
                    .build());
    return new Asked(
        text(request::toCredentialsGetJson),
        ceremonies.begin(Kind.PASSKEY_SIGN_IN, text(request::toJson)));
  }

  /// Who has signed what was asked. Throws 400 for an answer to nothing; empty when the passkey is
  /// not known, or its signature is not right.
  public Optional<Account> signIn(Site site, String cookie, String credential) {
    var result = finish(site, ended(Kind.PASSKEY_SIGN_IN, cookie), credential);
    return result.map(signed -> {
      passkeys.used(
          signed.getCredential().getCredentialId().getBase64Url(),
          signed.getSignatureCount(),
          clock.instant());
      return Account.parse(signed.getUsername());
    });
  }

  private Optional<AssertionResult> finish(Site site, String content, String credential) {
    try {
      var options =
          FinishAssertionOptions.builder()
              .request(AssertionRequest.fromJson(content))
              .response(
                  PublicKeyCredential.parseAssertionResponseJson(
                      shaped(credential, "authenticatorData", "signature")))
              .build();
      return Optional.of(party(site, Account::parse).finishAssertion(options))
          .filter(AssertionResult::isSuccess);
    } catch (IOException e) {
      throw refused("the browser's answer cannot be read");
    } catch (AssertionFailedException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private RegistrationResult finish(
      Site site, Account account, PublicKeyCredentialCreationOptions options, String credential) {
    try {
      var finish =
          FinishRegistrationOptions.builder()
              .request(options)
              .response(
                  PublicKeyCredential.parseRegistrationResponseJson(
                      shaped(credential, "attestationObject")))
              .build();
      return party(site, same -> account).finishRegistration(finish);
    } catch (IOException e) {
      throw refused("the browser's answer cannot be read");
    } catch (RegistrationFailedException | IllegalArgumentException e) {
      throw refused("the browser's answer is not to what was asked");
    }
  }

  // The library takes it for granted that all of this is there.
  private static String shaped(String credential, String... wanted) {
    try {
      var json = ScimJson.parseObject(credential);
      var response = json.path("response");
      var strings = new ArrayList<>(List.of(json.path("id"), json.path("type")));
      strings.add(response.path("clientDataJSON"));
      for (var field : wanted) {
        strings.add(response.path(field));
      }
      if (json.path("clientExtensionResults").isObject()
          && strings.stream().allMatch(JsonNode::isString)) {
        return credential;
      }
    } catch (ScimException e) {
      throw refused("the browser's answer is no JSON object");
    }
    throw refused("the browser's answer lacks something");
  }

  private RelyingParty party(Site site, Function<String, Account> accounts) {
    if (!site.hasPasskeys()) {
      throw HttpException.malformed(
          "passkeys: browsers make none for %s; open the console at a name over https, or at localhost"
              .formatted(site.origin()));
    }
    return RelyingParty.builder()
        .identity(RelyingPartyIdentity.builder().id(site.host()).name(PRODUCT).build())
        .credentialRepository(new PasskeyRepository(passkeys, accounts))
        .origins(Set.of(site.origin()))
        .clock(clock)
        .build();
  }

  /// The same for all passkeys of somebody, so that a device keeps one of each account.
  private ByteArray handle(List<Passkey> known) {
    return PasskeyRepository.bytes(
        known.isEmpty() ? tokens.newSessionToken() : known.getFirst().userHandle());
  }

  private String ended(Kind kind, String cookie) {
    return ceremonies
        .end(kind, cookie)
        .orElseThrow(() -> refused("it took too long, or was answered before; try again"));
  }

  private interface Json {
    String write() throws JsonProcessingException;
  }

  private static String text(Json json) {
    try {
      return json.write();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ceremony cannot be written", e);
    }
  }

  private static PublicKeyCredentialCreationOptions read(String content) {
    try {
      return PublicKeyCredentialCreationOptions.fromJson(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ceremony cannot be read", e);
    }
  }

  private static String named(String name) {
    var shown = name.isBlank() ? "Passkey" : name.strip();
    return shown.length() <= LONGEST_NAME ? shown : shown.substring(0, LONGEST_NAME);
  }

  private static HttpException refused(String why) {
    return HttpException.malformed("passkey: " + why);
  }
}
