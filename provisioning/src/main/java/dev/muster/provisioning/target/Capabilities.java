package dev.muster.provisioning.target;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an application can do, and how it is spoken to therefore.
///
/// @param patch whether it takes PATCH; else objects are read, changed and replaced
/// @param bulk the limits of its bulk requests; empty if it takes none
/// @param filter whether it can be asked for single objects; else it is read whole
/// @param cursor whether it pages by cursors (RFC 9865)
/// @param pageSize how many objects to ask for at once
/// @param etag whether its resources have versions that a replacement can insist on
public record Capabilities(
    boolean patch,
    Optional<Bulk> bulk,
    boolean filter,
    boolean cursor,
    int pageSize,
    boolean etag) {

  /// What most applications give a page, whatever they are asked for.
  static final int USUAL_PAGE = 100;

  // Larger pages save few requests more, and are long in memory.
  private static final int LARGEST_PAGE = 1_000;
  private static final int USUAL_OPERATIONS = 100;
  private static final int USUAL_PAYLOAD = 1 << 20;

  /// Of an application that does not say: as Entra takes it.
  public static final Capabilities ASSUMED =
      new Capabilities(true, Optional.empty(), true, false, USUAL_PAGE, false);

  /// The limits of bulk requests (RFC 7643 §5).
  ///
  /// @param maxPayloadSize in bytes
  public record Bulk(int maxOperations, int maxPayloadSize) {}

  /// Reads a ServiceProviderConfig (RFC 7643 §5, RFC 9865 §4). What it leaves out is as assumed.
  public static Capabilities of(ObjectNode config) {
    var paging = config.path("pagination");
    return new Capabilities(
        supported(config.path("patch"), ASSUMED.patch()),
        bulk(config.path("bulk")),
        supported(config.path("filter"), ASSUMED.filter()),
        paging.path("cursor").asBoolean(false),
        pageSize(
            config.path("filter").path("maxResults").asInt(0), paging.path("maxPageSize").asInt(0)),
        supported(config.path("etag"), ASSUMED.etag()));
  }

  private static boolean supported(JsonNode feature, boolean assumed) {
    return feature.path("supported").asBoolean(assumed);
  }

  private static Optional<Bulk> bulk(JsonNode bulk) {
    if (!supported(bulk, false)) {
      return Optional.empty();
    }
    return Optional.of(
        new Bulk(
            positive(bulk.path("maxOperations").asInt(0), USUAL_OPERATIONS),
            positive(bulk.path("maxPayloadSize").asInt(0), USUAL_PAYLOAD)));
  }

  /// An application that allows less than the usual page gives less anyhow; some say a small number
  /// that they do not keep to.
  private static int pageSize(int maxResults, int maxPageSize) {
    var said = maxPageSize > 0 ? maxPageSize : maxResults;
    return said > 0 ? Math.min(said, LARGEST_PAGE) : USUAL_PAGE;
  }

  private static int positive(int number, int otherwise) {
    return number > 0 ? number : otherwise;
  }
}
