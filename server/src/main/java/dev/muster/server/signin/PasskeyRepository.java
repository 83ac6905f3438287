package dev.muster.server.signin;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.exception.Base64UrlException;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.Passkey;
import dev.muster.store.signin.PasskeyStore;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The passkeys in the form in which the library asks for them.
///
/// @param accounts whom the library means by a user name
record PasskeyRepository(PasskeyStore passkeys, Function<String, Account> accounts)
    implements CredentialRepository {

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String name) {
    return passkeys.of(accounts.apply(name)).stream()
        .map(passkey ->
            PublicKeyCredentialDescriptor.builder().id(bytes(passkey.credential())).build())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String name) {
    return passkeys.of(accounts.apply(name)).stream()
        .map(passkey -> bytes(passkey.userHandle()))
        .findFirst();
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray handle) {
    return passkeys.ofHandle(handle.getBase64Url()).stream()
        .findFirst()
        .map(passkey -> passkey.account().text());
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credential, ByteArray handle) {
    return passkeys
        .find(credential.getBase64Url())
        .filter(passkey -> passkey.userHandle().equals(handle.getBase64Url()))
        .map(PasskeyRepository::registered);
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credential) {
    return passkeys.find(credential.getBase64Url()).stream()
        .map(PasskeyRepository::registered)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The bytes of base64url text that this server wrote.
  static ByteArray bytes(String base64url) {
    try {
      return ByteArray.fromBase64Url(base64url);
    } catch (Base64UrlException e) {
      throw new IllegalStateException("not base64url: " + base64url, e);
    }
  }

  private static RegisteredCredential registered(Passkey passkey) {
    return RegisteredCredential.builder()
        .credentialId(bytes(passkey.credential()))
        .userHandle(bytes(passkey.userHandle()))
        .publicKeyCose(bytes(passkey.publicKey()))
        .signatureCount(passkey.signatures())
        .build();
  }
}
