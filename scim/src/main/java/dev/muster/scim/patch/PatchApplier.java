package dev.muster.scim.patch;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.path.PatchPath;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.resource.ValueReader;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Applies a PATCH to a document, all of its operations or none (RFC 7644 §3.5.2).
///
/// Beyond the RFC: an add or replace whose value path matches nothing makes the value that its
/// filter describes, since Entra writes `emails[type eq "work"].value` whether or not there is one;
/// a replace with an empty value removes; without a path, the members of the value may be paths
/// themselves; a remove may name values to go.
public final class PatchApplier {
  private final ResourceSchema schema;
  private final ObjectNode document;

  private PatchApplier(ObjectNode document, ResourceSchema schema) {
    this.document = document;
    this.schema = schema;
  }

  /// The document after all operations; the given one is untouched. An equal result means that the
  /// PATCH changes nothing.
  ///
  /// Throws `invalidPath` for an attribute that no schema knows, `mutability` for a readOnly or
  /// immutable one, `noTarget` for a value path that matches nothing and describes nothing,
  /// `invalidValue` for a value that does not fit.
  public static ObjectNode apply(ObjectNode document, PatchOp patch, ResourceSchema schema) {
    var applier = new PatchApplier(document.deepCopy(), schema);
    patch.operations().forEach(applier::apply);
    ResourceReader.requireComplete(applier.document, schema);
    ResourceReader.requireImmutableKept(document, applier.document, schema);
    return applier.document;
  }

  private void apply(PatchOperation operation) {
    switch (operation) {
      case PatchOperation.Add(var path, var value) ->
          path.ifPresentOrElse(
              target -> edit(target, Edit.ADD, value), () -> editAll(Edit.ADD, value));
      case PatchOperation.Replace(var path, var value) ->
          path.ifPresentOrElse(
              target -> edit(target, Edit.REPLACE, value), () -> editAll(Edit.REPLACE, value));
      case PatchOperation.Remove(var path, var value) ->
          edit(path, Edit.REMOVE, value.orElse(NullNode.getInstance()));
    }
  }

  /// An operation without path: each member of the value is an operation of its own. What the
  /// client may not set or nobody knows is passed over, as in a POST: clients send back what they
  /// have read.
  private void editAll(Edit edit, JsonNode value) {
    if (!(value instanceof ObjectNode members)) {
      throw ScimException.invalidValue(
          "PATCH: an operation without path needs an object as its value, found " + value);
    }
    for (var member : members.properties()) {
      var extension = schema.findExtension(member.getKey());
      if (extension.isPresent() || member.getKey().equalsIgnoreCase(schema.base().id())) {
        editExtension(member.getKey(), edit, member.getValue());
        continue;
      }
      var path = path(member.getKey());
      if (path.flatMap(this::find).filter(this::writable).isPresent()) {
        edit(path.get(), edit, member.getValue());
      }
    }
  }

  private static Optional<PatchPath> path(String key) {
    try {
      return Optional.of(PatchPath.parse(key));
    } catch (ScimException e) {
      return Optional.empty();
    }
  }

  /// The members of an extension, or of the base schema under its URN.
  private void editExtension(String urn, Edit edit, JsonNode value) {
    if (edit == Edit.REMOVE || (edit == Edit.REPLACE && ValueReader.isUnassigned(value))) {
      schema.findExtension(urn).ifPresent(found -> document.remove(found.schema().id()));
      return;
    }
    if (!(value instanceof ObjectNode members)) {
      throw ScimException.invalidValue(
          "extension \"%s\": expected an object, found %s".formatted(urn, value));
    }
    for (var member : members.properties()) {
      var path = new AttributePath(Optional.of(urn), member.getKey(), Optional.empty());
      schema
          .find(path)
          .filter(this::writable)
          .ifPresent(found -> edit(found, Optional.empty(), edit, member.getValue()));
    }
  }

  private void edit(PatchPath target, Edit edit, JsonNode value) {
    if (target instanceof PatchPath.OfAttribute whole
        && schema.findExtension(whole.toString()).isPresent()) {
      editExtension(whole.toString(), edit, value);
      return;
    }
    var path = find(target).orElseThrow(() -> unknown(target));
    if (!writable(path)) {
      throw ScimException.mutability(
          "PATCH: attribute \"%s\" is readOnly; leave it out".formatted(path));
    }
    var filter =
        target instanceof PatchPath.OfValue element
            ? Optional.of(ValueSelection.of(element.filter(), path.attribute()))
            : Optional.<ValueSelection>empty();
    edit(path, filter, edit, value);
  }

  private void edit(
      CheckedPath path, Optional<ValueSelection> selection, Edit edit, JsonNode value) {
    var container = path.extension().map(document::withObjectProperty).orElse(document);
    var editor = new AttributeEditor(container, path);
    if (selection.isPresent()) {
      editor.editSelected(selection.get(), edit, value);
    } else {
      editor.edit(edit, value);
    }
    if (path.extension().isPresent() && container.isEmpty()) {
      document.remove(path.extension().get());
    }
  }

  private Optional<CheckedPath> find(PatchPath target) {
    return switch (target) {
      case PatchPath.OfAttribute(var path) -> schema.find(path);
      case PatchPath.OfValue(var path, var filter, var sub) ->
          schema.find(new AttributePath(path.schema(), path.attribute(), sub));
    };
  }

  private boolean writable(CheckedPath path) {
    return path.attribute().mutability() != Mutability.READ_ONLY
        && path.leaf().mutability() != Mutability.READ_ONLY;
  }

  private ScimException unknown(PatchPath target) {
    return ScimException.invalidPath(
        "PATCH: %s has no attribute \"%s\"%s"
            .formatted(
                schema.type().name(),
                target.path(),
                schema
                    .findSimilar(target.path())
                    .map("; did you mean \"%s\"?"::formatted)
                    .orElse("")));
  }
}
