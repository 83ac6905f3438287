package dev.muster.scim.patch;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
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
/// themselves; a remove may name values to go, and one that finds nothing to remove is content.
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

  /// Requires that each path names an attribute of the schema, without a document to apply the
  /// operations to. Throws `invalidPath`.
  public static void requireKnownPaths(PatchOp patch, ResourceSchema schema) {
    var applier = new PatchApplier(ScimJson.object(), schema);
    for (var operation : patch.operations()) {
      var path =
          switch (operation) {
            case PatchOperation.Add add -> add.path();
            case PatchOperation.Replace replace -> replace.path();
            case PatchOperation.Remove remove -> Optional.of(remove.path());
          };
      path.ifPresent(applier::requireKnown);
    }
  }

  private void requireKnown(PatchPath target) {
    if (!isSchema(target.toString()) && find(target).isEmpty()) {
      throw unknown(target);
    }
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
      if (isSchema(member.getKey())) {
        editSchema(member.getKey(), edit, member.getValue());
      } else {
        editMember(member.getKey(), edit, member.getValue());
      }
    }
  }

  private void editMember(String key, Edit edit, JsonNode value) {
    path(key)
        .filter(path -> find(path).filter(this::writable).isPresent())
        .ifPresent(path -> edit(path, edit, value));
  }

  private boolean isSchema(String urn) {
    return urn.equalsIgnoreCase(schema.base().id()) || schema.findExtension(urn).isPresent();
  }

  private static Optional<PatchPath> path(String key) {
    try {
      return Optional.of(PatchPath.parse(key));
    } catch (ScimException e) {
      return Optional.empty();
    }
  }

  /// The members of an extension, or of the base schema under its URN.
  private void editSchema(String urn, Edit edit, JsonNode value) {
    if (edit != Edit.ADD && ValueReader.isUnassigned(value)) {
      schema.findExtension(urn).ifPresent(found -> document.remove(found.schema().id()));
      return;
    }
    if (ValueReader.isUnassigned(value)) {
      return;
    }
    if (!(value instanceof ObjectNode members)) {
      throw ScimException.invalidValue(
          "schema \"%s\": expected an object of its attributes, found %s".formatted(urn, value));
    }
    for (var member : members.properties()) {
      editMember(urn + ":" + member.getKey(), edit, member.getValue());
    }
  }

  private void edit(PatchPath target, Edit edit, JsonNode value) {
    if (target instanceof PatchPath.OfAttribute whole && isSchema(whole.toString())) {
      editSchema(whole.toString(), edit, edit == Edit.REMOVE ? NullNode.getInstance() : value);
      return;
    }
    var path = find(target).orElseThrow(() -> unknown(target));
    if (isSchemas(path) && edit != Edit.REMOVE) {
      return;
    }
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

  /// `schemas` follows from the attributes that are there; some clients add the URN of an extension
  /// before its attributes, which is harmless.
  private static boolean isSchemas(CheckedPath path) {
    return path.extension().isEmpty() && path.attribute().name().equals("schemas");
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
    return schema.find(named(target));
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
                named(target),
                schema
                    .findSimilar(named(target))
                    .map("; did you mean \"%s\"?"::formatted)
                    .orElse("")));
  }

  private static AttributePath named(PatchPath target) {
    return switch (target) {
      case PatchPath.OfAttribute(var path) -> path;
      case PatchPath.OfValue(var path, var filter, var sub) ->
          new AttributePath(path.schema(), path.attribute(), sub);
    };
  }
}
