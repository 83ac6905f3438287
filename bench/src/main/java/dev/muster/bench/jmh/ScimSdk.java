package dev.muster.bench.jmh;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import java.util.List;

/// SCIM-SDK set up as its server is, with users that are always [Samples#USER].
final class ScimSdk {
  final ServiceProvider provider =
      ServiceProvider.builder()
          .patchConfig(PatchConfig.builder().supported(true).build())
          .filterConfig(FilterConfig.builder().supported(true).maxResults(100).build())
          .build();
  final Users users = new Users();
  final ResourceType userType =
      new ResourceEndpoint(provider).registerEndpoint(new UserEndpointDefinition(users));

  static User user() {
    return JsonHelper.readJsonDocument(Samples.USER, User.class);
  }

  /// Keeps one user; reading it gives a copy, since PATCH changes what it is given.
  static final class Users extends ResourceHandler<User> {
    private final User kept = user();

    @Override
    public User getResource(
        String id,
        List<SchemaAttribute> attributes,
        List<SchemaAttribute> excluded,
        Context context) {
      return JsonHelper.copyResourceToObject(kept, User.class);
    }

    @Override
    public User createResource(User user, Context context) {
      return user;
    }

    @Override
    public User updateResource(User user, Context context) {
      return user;
    }

    @Override
    public void deleteResource(String id, Context context) {}

    @Override
    public PartialListResponse<User> listResources(
        long startIndex,
        int count,
        FilterNode filter,
        SchemaAttribute sortBy,
        SortOrder sortOrder,
        List<SchemaAttribute> attributes,
        List<SchemaAttribute> excluded,
        Context context) {
      return PartialListResponse.<User>builder().resources(List.of(kept)).totalResults(1).build();
    }
  }
}
