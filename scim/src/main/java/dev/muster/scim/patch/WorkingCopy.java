package dev.muster.scim.patch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A document while a PATCH changes it. An attribute is copied before its first change; what is
/// never changed is shared with the document as it was.
final class WorkingCopy {
  private final ObjectNode document;
  private final Set<String> own = new HashSet<>();

  WorkingCopy(ObjectNode original) {
    this.document = shallow(original);
  }

  /// The document with its changes.
  ObjectNode document() {
    return document;
  }

  /// The object that an attribute stands in, where the attribute may be changed: the document, or
  /// that of an extension, which is made if there is none.
  ObjectNode containerOf(Optional<String> extension, String attribute) {
    var container = extension.map(this::extension).orElse(document);
    if (own.add(extension.orElse("") + ":" + attribute)) {
      var value = container.get(attribute);
      if (value != null && value.isContainer()) {
        container.set(attribute, value.deepCopy());
      }
    }
    return container;
  }

  /// The document, where the extension that no schema declares may be changed: the one of that URN,
  /// or the one that an attribute's URN names.
  ObjectNode withUndeclared(String urn) {
    var extension = urn.substring(0, urn.lastIndexOf(':'));
    for (var member : List.copyOf(document.properties())) {
      var key = member.getKey();
      if ((key.equalsIgnoreCase(urn) || key.equalsIgnoreCase(extension)) && own.add(key)) {
        document.set(key, member.getValue().deepCopy());
      }
    }
    return document;
  }

  /// Removes an extension with all that is in it.
  void removeExtension(String urn) {
    document.remove(urn);
  }

  private ObjectNode extension(String urn) {
    if (own.add(urn) && document.get(urn) instanceof ObjectNode shared) {
      document.set(urn, shallow(shared));
    }
    return document.withObjectProperty(urn);
  }

  private static ObjectNode shallow(ObjectNode node) {
    return JsonNodeFactory.instance.objectNode().setAll(node);
  }
}
