package dev.muster.provisioning.graph;

import dev.muster.provisioning.mapping.ObjectMapping;
import java.util.List;

/// What a synchronization schema came to.
///
/// @param notes what was not carried over, or means something else here, in words
public record ImportedSchema(List<ObjectMapping> mappings, List<String> notes) {
  public ImportedSchema {
    mappings = List.copyOf(mappings);
    notes = List.copyOf(notes);
  }
}
