package dev.muster.scim.provider;

import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.resource.DocumentChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes the password out of what one operation makes of a user. A password is judged and hashed
/// once, also when the operation has to be repeated because another was faster.
final class PasswordStep {
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String PASSWORD = "password";

  // Stands for the password that a user may have while a PATCH is applied; nobody can guess it.
  private static final String KEPT = UUID.randomUUID().toString();

  private final Passwords passwords;
  private final Endpoint endpoint;
  private final boolean kept;
  private final Map<String, PasswordChange> hashed = new HashMap<>();

  PasswordStep(Passwords passwords, Endpoint endpoint) {
    this.passwords = passwords;
    this.endpoint = endpoint;
    this.kept = endpoint.schema().base().id().equals(USER) && passwords.areKept(endpoint.tenant());
  }

  /// Takes the password out of a whole resource, as POST and PUT bring it. One that is not
  /// mentioned stays: a client that replaces a user does not know it.
  PasswordChange takeFromWhole(ObjectNode document) {
    return kept
        ? given(document).map(password -> replaced(password, document)).orElse(PasswordChange.NONE)
        : PasswordChange.NONE;
  }

  /// The document to apply a PATCH to. [#takeFromPatched] tells by it what the PATCH does to the
  /// password.
  ObjectNode toBePatched(ObjectNode document) {
    return kept
        ? JsonNodeFactory.instance.objectNode().setAll(document).put(PASSWORD, KEPT)
        : document;
  }

  /// Takes the password out of a document to which a PATCH was applied.
  PasswordChange takeFromPatched(String userId, ObjectNode document) {
    if (!kept) {
      return PasswordChange.NONE;
    }
    var password = given(document);
    if (password.isEmpty()) {
      return passwords.has(endpoint.tenant(), userId)
          ? new PasswordChange.Cleared()
          : PasswordChange.NONE;
    }
    return password.get().equals(KEPT) ? PasswordChange.NONE : replaced(password.get(), document);
  }

  /// How a change of the password is written down: that there was one, and nothing more.
  static Optional<DocumentChange> trace(PasswordChange change) {
    return change.equals(PasswordChange.NONE)
        ? Optional.empty()
        : Optional.of(
            new DocumentChange(List.of(PASSWORD), Optional.empty(), Optional.empty(), true));
  }

  private static Optional<String> given(ObjectNode document) {
    return Optional.ofNullable(document.remove(PASSWORD)).map(JsonNode::stringValue);
  }

  private PasswordChange replaced(String password, ObjectNode user) {
    return hashed.computeIfAbsent(
        password,
        clear -> new PasswordChange.Replaced(passwords.hash(endpoint.tenant(), clear, user)));
  }
}
