package dev.muster.scim.patch;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.path.PatchPath;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.resource.UndeclaredExtensions;
import dev.muster.scim.resource.ValueReader;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Applies a PATCH to a document, all of its operations or none (RFC 7644 §3.5.2).
///
/// Where the RFC is silent: an add whose value path matches nothing makes the value that its filter
/// describes; a replace with null removes; a remove that finds nothing to remove is content.
public final class PatchApplier {
  private final ResourceSchema schema;
  private final WorkingCopy copy;

  private PatchApplier(ObjectNode document, ResourceSchema schema) {
    this.copy = new WorkingCopy(document);
    this.schema = schema;
  }

  /// The document after all operations; the given one is untouched, and shares with it what no
  /// operation touches, so neither may be modified afterwards. An equal result means that the PATCH
  /// changes nothing.
  ///
  /// Throws `invalidPath` for an attribute that no schema knows, `mutability` for a readOnly or
  /// immutable one, `noTarget` for a value path that matches nothing and describes nothing,
  /// `invalidValue` for a value that does not fit.
  public static ObjectNode apply(ObjectNode document, PatchOp patch, ResourceSchema schema) {
    var applier = new PatchApplier(document, schema);
    patch.operations().forEach(applier::apply);
    var patched = applier.copy.document();
    ResourceReader.requireComplete(patched, schema);
    ResourceReader.requireImmutableKept(document, patched, schema);
    return patched;
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
      case PatchOperation.Remove(var path) -> edit(path, Edit.REMOVE, NullNode.getInstance());
    }
  }

  /// An operation without path: each member of the value is an operation of its own. What nobody
  /// knows is passed over, as in a POST.
  private void editAll(Edit edit, JsonNode value) {
    if (!(value instanceof ObjectNode members)) {
      throw ScimException.invalidValue(
          "PATCH: an operation without path needs an object as its value, found " + value);
    }
    for (var member : members.properties()) {
      if (isSchema(member.getKey())) {
        editSchema(member.getKey(), edit, member.getValue());
      } else if (UndeclaredExtensions.isMeantBy(member.getKey(), schema)) {
        editUndeclared(member.getKey(), member.getValue());
      } else {
        editMember(Optional.empty(), member.getKey(), edit, member.getValue());
      }
    }
  }

  private void editMember(Optional<String> urn, String name, Edit edit, JsonNode value) {
    var path = new PatchPath.OfAttribute(new AttributePath(urn, name, Optional.empty()));
    if (find(path).isPresent()) {
      edit(path, edit, value);
    }
  }

  private boolean isSchema(String urn) {
    return urn.equalsIgnoreCase(schema.base().id()) || schema.findExtension(urn).isPresent();
  }

  /// The members of an extension, or of the base schema under its URN.
  private void editSchema(String urn, Edit edit, JsonNode value) {
    if (edit != Edit.ADD && ValueReader.isUnassigned(value)) {
      schema.findExtension(urn).ifPresent(found -> copy.removeExtension(found.schema().id()));
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
      editMember(Optional.of(urn), member.getKey(), edit, member.getValue());
    }
  }

  private void editUndeclared(String urn, JsonNode value) {
    UndeclaredExtensions.edit(copy.withUndeclared(urn), urn, value, schema);
  }

  private void edit(PatchPath target, Edit edit, JsonNode value) {
    if (target instanceof PatchPath.OfAttribute whole && isSchema(whole.toString())) {
      editSchema(whole.toString(), edit, edit == Edit.REMOVE ? NullNode.getInstance() : value);
      return;
    }
    if (target instanceof PatchPath.OfAttribute whole
        && schema.undeclaredExtensions()
        && UndeclaredExtensions.isMeantBy(whole.toString(), schema)) {
      var wanted = edit == Edit.REMOVE ? NullNode.getInstance() : value;
      editUndeclared(whole.toString(), wanted);
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
    var container = copy.containerOf(path.extension(), path.attribute().name());
    var editor = new AttributeEditor(container, path);
    if (selection.isPresent()) {
      editor.editSelected(selection.get(), edit, value);
    } else {
      editor.edit(edit, value);
    }
    if (path.extension().isPresent() && container.isEmpty()) {
      copy.removeExtension(path.extension().get());
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
