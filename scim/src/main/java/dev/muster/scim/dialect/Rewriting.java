package dev.muster.scim.dialect;

import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceSchema;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a rule does to one part of a request. Whether it fits is asked of every request and has to
/// be cheap; what it rewrites is asked only then.
sealed interface Rewriting {

  /// Rewrites filters, in queries and in the paths of PATCH operations.
  non-sealed interface OfFilter extends Rewriting {
    /// What to change in the text; nothing when the rule does not fit.
    List<FilterEdit> edits(FilterSketch filter, Optional<ResourceSchema> schema);
  }

  /// Rewrites values of attributes, wherever a resource or an operation has them.
  non-sealed interface OfValue extends Rewriting {
    /// Whether the rule has something to put right here.
    ///
    /// @param place whether the value is the whole of a multi-valued attribute or one of its values
    boolean fits(Attribute attribute, JsonNode value, Place place);

    /// The value in RFC form; null-node for none.
    JsonNode rewrite(Attribute attribute, JsonNode value);
  }

  /// Rewrites the members of a resource, as POST, PUT and operations without path bring it.
  non-sealed interface OfResource extends Rewriting {
    boolean fits(ObjectNode resource, ResourceSchema schema);

    /// Changes the resource in place.
    void rewrite(ObjectNode resource, ResourceSchema schema);
  }

  /// Rewrites operations of a PATCH: one may become several.
  non-sealed interface OfOperation extends Rewriting {
    boolean fits(PatchStep step, PatchTarget.Resource target);

    List<PatchStep> rewrite(PatchStep step, PatchTarget.Resource target);
  }

  /// Rewrites operations whose values are in RFC form already.
  interface OfReadyOperation extends OfOperation {}

  /// Where a value stands.
  enum Place {
    /// The only value of a singular attribute.
    SINGULAR,
    /// What is given for all values of a multi-valued attribute.
    ALL,
    /// One value of a multi-valued attribute.
    ONE
  }
}
