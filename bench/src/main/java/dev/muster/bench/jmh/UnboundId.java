package dev.muster.bench.jmh;

import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.io.IOException;

/// The samples as UnboundID's SDK has them.
final class UnboundId {
  private UnboundId() {}

  static GenericScimResource user() {
    return read(Samples.USER, GenericScimResource.class);
  }

  static PatchRequest patch() {
    return read(Samples.PATCH, PatchRequest.class);
  }

  static Filter filter() {
    try {
      return Filter.fromString(Samples.FILTER);
    } catch (ScimException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return JsonUtils.getObjectReader().forType(type).readValue(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
