package dev.muster.server.administrators;

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
import dev.muster.server.administrators.Ceremonies.Kind;
import dev.muster.server.administrators.SignIn.Begun;
import dev.muster.server.administrators.SignIn.Live;
import dev.muster.server.administrators.SignIn.Visitor;
import dev.muster.server.http.HttpException;
import dev.muster.server.principal.Audit;
import dev.muster.server.secrets.Tokens;
import dev.muster.store.administrator.Administrator;
import dev.muster.store.administrator.AdministratorStore;
import dev.muster.store.administrator.Passkey;
import dev.muster.store.administrator.PasskeyStore;
import dev.muster.store.administrator.Session.Proof;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Passkeys (W3C Web Authentication): made once, then signed in with. The authenticator asks for a
/// finger, a face or a PIN, so one counts for two factors, and it signs for this host alone, so
/// there is nothing to be given away on another's page.
public final class Passkeys {
  private static final String PRODUCT = "Muster";
  private static final int LONGEST_NAME = 60;
  private static final int MOST = 20;

  private final AdministratorStore administrators;
  private final PasskeyStore passkeys;
  private final Ceremonies ceremonies;
  private final SignIn signIn;
  private final Audit audit;
  private final Tokens tokens;
  private final Clock clock;

  Passkeys(
      AdministratorStore administrators,
      PasskeyStore passkeys,
      Ceremonies ceremonies,
      SignIn signIn,
      Audit audit,
      Tokens tokens,
      Clock clock) {
    this.administrators = administrators;
    this.passkeys = passkeys;
    this.ceremonies = ceremonies;
    this.signIn = signIn;
    this.audit = audit;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// What a browser is asked for.
  ///
  /// @param json the argument of `navigator.credentials`
  /// @param cookie for the answer to come with
  public record Asked(String json, String cookie) {}

  /// Somebody's passkeys, the oldest first.
  public List<Passkey> of(Administrator administrator) {
    return passkeys.of(administrator.id());
  }

  /// Begins to make a passkey. Throws 400 unless it is they themselves who ask, 409 when there are
  /// too many.
  public Asked beginRegistration(Live live, Site site, String password, Visitor visitor) {
    signIn.requireOneself(live, password, "add a passkey", visitor);
    var administrator = live.administrator();
    if (of(administrator).size() >= MOST) {
      throw HttpException.conflict(
          "passkeys", "there are %d already; remove one that is not used".formatted(MOST));
    }
    var user =
        UserIdentity.builder()
            .name(administrator.email())
            .displayName(administrator.name())
            .id(handle(administrator))
            .build();
    var selection =
        AuthenticatorSelectionCriteria.builder()
            .residentKey(ResidentKeyRequirement.REQUIRED)
            .userVerification(UserVerificationRequirement.REQUIRED)
            .build();
    var options =
        party(site)
            .startRegistration(
                StartRegistrationOptions.builder()
                    .user(user)
                    .authenticatorSelection(selection)
                    .timeout(Ceremonies.PATIENCE.toMillis())
                    .build());
    return asked(Kind.PASSKEY_REGISTRATION, options::toJson, options::toCredentialsCreateJson);
  }

  /// Keeps the passkey that a browser has made. Throws 400 when it does not answer what was asked,
  /// or was asked by somebody else.
  public void register(
      Live live, Site site, String cookie, String credential, String name, Visitor visitor) {
    var who = live.administrator();
    try {
      keep(who, site, cookie, credential, name);
    } catch (HttpException e) {
      audit.refused(who.email(), "console", "add a passkey", "refused", visitor.address());
      throw e;
    }
    audit.signedIn(who.email(), "add a passkey", visitor.address());
  }

  private void keep(
      Administrator administrator, Site site, String cookie, String credential, String name) {
    var options = read(ended(Kind.PASSKEY_REGISTRATION, cookie));
    if (!options.getUser().getName().equals(administrator.email())) {
      throw refused("it was asked for by another account");
    }
    var made = finish(site, options, credential);
    var passkey =
        new Passkey(
            made.getKeyId().getId().getBase64Url(),
            administrator.id(),
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

  /// Removes one of somebody's own. Throws 400 unless it is they themselves who ask, 404 if they
  /// have none such.
  public void remove(Live live, String credential, String password, Visitor visitor) {
    signIn.requireOneself(live, password, "remove a passkey", visitor);
    var administrator = live.administrator();
    requireRemoved(administrator, credential);
    audit.signedIn(administrator.email(), "remove a passkey", visitor.address());
  }

  /// Removes one of anybody's. Throws 404 if they have none such.
  void requireRemoved(Administrator administrator, String credential) {
    if (!passkeys.remove(administrator.id(), credential)) {
      throw HttpException.notFound("%s has no such passkey".formatted(administrator.email()));
    }
  }

  /// Begins to sign in whoever has a passkey.
  public Asked beginSignIn(Site site) {
    var request =
        party(site)
            .startAssertion(
                StartAssertionOptions.builder()
                    .userVerification(UserVerificationRequirement.REQUIRED)
                    .timeout(Ceremonies.PATIENCE.toMillis())
                    .build());
    return asked(Kind.PASSKEY_SIGN_IN, request::toJson, request::toCredentialsGetJson);
  }

  /// Begins a session for whoever has signed what was asked. Throws 400 for an answer to nothing;
  /// empty when the passkey is not known, or its signature is not right.
  public Optional<Begun> signIn(Site site, String cookie, String credential, Visitor visitor) {
    var content = ended(Kind.PASSKEY_SIGN_IN, cookie);
    var result = finish(site, content, credential);
    var known =
        result
            .flatMap(found -> administrators.find(found.getUsername()))
            .filter(found -> !found.suspended());
    if (known.isEmpty()) {
      audit.refused(
          result.map(AssertionResult::getUsername).orElse(""),
          "console",
          "sign-in with a passkey",
          "refused",
          visitor.address());
      return Optional.empty();
    }
    var signed = result.orElseThrow();
    passkeys.used(
        signed.getCredential().getCredentialId().getBase64Url(),
        signed.getSignatureCount(),
        clock.instant());
    return Optional.of(signIn.enter(known.get(), Proof.PASSKEY, "sign-in with a passkey", visitor));
  }

  private static Optional<AssertionResult> success(AssertionResult result) {
    return result.isSuccess() ? Optional.of(result) : Optional.empty();
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
      return success(party(site).finishAssertion(options));
    } catch (IOException e) {
      throw refused("the browser's answer cannot be read");
    } catch (AssertionFailedException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private RegistrationResult finish(
      Site site, PublicKeyCredentialCreationOptions options, String credential) {
    try {
      var finish =
          FinishRegistrationOptions.builder()
              .request(options)
              .response(
                  PublicKeyCredential.parseRegistrationResponseJson(
                      shaped(credential, "attestationObject")))
              .build();
      return party(site).finishRegistration(finish);
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

  private RelyingParty party(Site site) {
    if (!site.hasPasskeys()) {
      throw HttpException.malformed(
          "passkeys: browsers make none for %s; open the console at a name over https, or at localhost"
              .formatted(site.origin()));
    }
    return RelyingParty.builder()
        .identity(RelyingPartyIdentity.builder().id(site.host()).name(PRODUCT).build())
        .credentialRepository(new PasskeyRepository(administrators, passkeys))
        .origins(Set.of(site.origin()))
        .clock(clock)
        .build();
  }

  private ByteArray handle(Administrator administrator) {
    return of(administrator).stream()
        .map(passkey -> PasskeyRepository.bytes(passkey.userHandle()))
        .findFirst()
        .orElseGet(() -> PasskeyRepository.bytes(tokens.newSessionToken()));
  }

  private Asked asked(Kind kind, Json kept, Json sent) {
    return new Asked(text(sent), ceremonies.begin(kind, text(kept)));
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
