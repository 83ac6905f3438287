package dev.muster.provisioning.log;

import java.util.Arrays;
import java.util.Optional;

/// The error codes of provisioning, Entra's where it has one: what each means and what a person
/// does about it.
public enum ErrorCode {
  ENTRY_CONFLICT(
      "EntryConflict",
      Category.FAILURE,
      "a value that has to be unique is taken by another object in the target",
      "Look at the object that is named: link it to the entry if it is the same person, else change"
          + " the value of one of the two."),
  TOO_MANY_REQUESTS(
      "TooManyRequests",
      Category.NON_SERVICE_FAILURE,
      "the target refuses requests since there were too many",
      "Nothing has to be done; if it goes on, lower the application's requests per second."),
  INTERNAL_SERVER_ERROR(
      "InternalServerError",
      Category.NON_SERVICE_FAILURE,
      "the target failed at this object",
      "Send the target's operator the request, which \"muster app requests\" shows."),
  SERVICE_UNAVAILABLE(
      "ServiceUnavailable",
      Category.NON_SERVICE_FAILURE,
      "the target or a gateway before it is not available",
      "Nothing has to be done; look at the target's status page if it goes on."),
  ENDPOINT_UNREACHABLE(
      "EndpointUnreachable",
      Category.NON_SERVICE_FAILURE,
      "no connection to the target, or no answer in time",
      "Test the connection with \"muster app test\"; look at the target's address and firewalls."),
  INVALID_CREDENTIALS(
      "InvalidCredentials",
      Category.FAILURE,
      "the target does not accept the credentials, or they are not allowed to do this",
      "Enter new credentials, or give those that there are the rights of provisioning."),
  INVALID_RESPONSE(
      "InvalidResponse",
      Category.NON_SERVICE_FAILURE,
      "the target's answer is not SCIM",
      "Look at the tenant URL: a web page is often the answer of a wrong path."),
  RESPONSE_LOST(
      "ResponseLost",
      Category.NON_SERVICE_FAILURE,
      "the answer was lost; whether the request was performed is not known",
      "Nothing has to be done: the object is looked for before the request is repeated."),
  TIMEOUT(
      "Timeout",
      Category.NON_SERVICE_FAILURE,
      "the target did not answer in time",
      "Nothing has to be done; if it goes on, the target is too slow for its load."),
  INVALID_ANCHOR(
      "InvalidAnchor",
      Category.FAILURE,
      "the object that the entry was linked to is gone from the target",
      "Nothing has to be done: the entry is matched anew, or created."),
  ENTRY_NOT_FOUND(
      "EntryNotFound",
      Category.FAILURE,
      "the object is gone from the target",
      "Nothing has to be done: the entry is matched anew, or created."),
  INVALID_ATTRIBUTE_VALUE(
      "InvalidAttributeValue",
      Category.FAILURE,
      "the target refuses a value",
      "Mend the value in the source, or the line of the mapping that makes it."),
  INVALID_SOURCE_VALUE(
      "InvalidSourceValue",
      Category.FAILURE,
      "a value of the entry does not fit the mapping",
      "Mend the value in the source, or the expression of the mapping."),
  INVALID_MAPPING(
      "InvalidMapping",
      Category.FAILURE,
      "the mapping does not fit what is to be done",
      "Look at the job's mappings; \"muster app preview\" shows what they would do."),
  MISSING_VALUES(
      "MissingValues",
      Category.FAILURE,
      "a value that the target requires is missing",
      "Fill it in the source, or give the line of the mapping a default."),
  DUPLICATE_TARGET_ENTRIES(
      "DuplicateTargetEntries",
      Category.FAILURE,
      "several objects of the target match the entry",
      "Delete or change all but one of them, or link the right one by hand."),
  DUPLICATE_SOURCE_ENTRIES(
      "DuplicateSourceEntries",
      Category.FAILURE,
      "several entries match one object of the target",
      "Give the entries different values for the matching attribute, or link by hand."),
  IMPORT_SKIPPED(
      "ImportSkipped",
      Category.FAILURE,
      "the entry has no value for any matching attribute",
      "Fill the matching attribute in the source."),
  SOURCE_MISSING(
      "SourceMissing",
      Category.FAILURE,
      "there is nothing to read from",
      "Upload a file, or connect the source."),
  CONNECTION_MISSING(
      "ConnectionMissing",
      Category.FAILURE,
      "the application has no tenant URL or credentials",
      "Enter them and test the connection."),
  TOO_MANY_DELETES(
      "TooManyDeletes",
      Category.FAILURE,
      "the plan takes away more than the guard lets pass",
      "Look at the plan with \"muster app plan\"; approve it, or mend the cause and run again."),
  ESCROW_PROPORTION(
      "EncounteredEscrowProportionThreshold",
      Category.FAILURE,
      "too large a share of the objects failed",
      "Look at the failures with \"muster app failures\": most have the same cause."),
  INTERNAL_ERROR(
      "InternalError",
      Category.SERVICE_FAILURE,
      "provisioning itself failed",
      "It is tried again; report it with the change id and the server's log.");

  private final String code;
  private final Category category;
  private final String meaning;
  private final String recommendedAction;

  ErrorCode(String code, Category category, String meaning, String recommendedAction) {
    this.code = code;
    this.category = category;
    this.meaning = meaning;
    this.recommendedAction = recommendedAction;
  }

  /// Whose failure it is — Entra's `errorCategory`.
  public enum Category {
    /// The data or the configuration has to be mended.
    FAILURE,
    /// The target's, and it may pass.
    NON_SERVICE_FAILURE,
    /// Ours.
    SERVICE_FAILURE
  }

  /// As it stands in logs, such as `EntryConflict`.
  public String code() {
    return code;
  }

  public Category category() {
    return category;
  }

  public String meaning() {
    return meaning;
  }

  public String recommendedAction() {
    return recommendedAction;
  }

  public static Optional<ErrorCode> find(String code) {
    return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
  }

  /// What to do about a code; empty text for one that is not known.
  public static String advice(String code) {
    return find(code).map(ErrorCode::recommendedAction).orElse("");
  }
}
