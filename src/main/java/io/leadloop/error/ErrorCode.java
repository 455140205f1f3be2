package io.leadloop.error;

import java.util.Locale;

/**
 * Why a request was not served, finer than its HTTP status. The constant's name is the wire code:
 * the last segment of an RFC 9457 {@code type}, so it never changes.
 */
public enum ErrorCode {
  MALFORMED_BODY(400, "The body is not JSON"),
  MALFORMED_FORM(400, "The body is not a form with a file"),
  UNAUTHENTICATED(401, "A valid key or token is required"),
  CUSTOMER_NOT_GRANTED(403, "This provider may not send to that customer"),
  FORBIDDEN(403, "This caller may not do that"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  REFERENCE_CONFLICT(409, "The reference was used for another lead"),
  SLUG_TAKEN(409, "The slug is taken"),
  CUSTOMER_ARCHIVED(409, "The customer is archived"),
  TOKEN_IN_USE(409, "Another customer has the token"),
  FORM_TAKEN(409, "Another form has this name and this token"),
  NOT_RETRYABLE(409, "The lead cannot be sent again"),
  NOT_POLLABLE(409, "Oplead cannot be asked for the lead"),
  NOTHING_TO_RESEND(409, "There is nothing to send again"),
  LEAD_IN_FLIGHT(409, "The lead is being sent"),
  LEAD_NOT_FORWARDED(409, "Oplead does not have the lead, and will not"),
  NOT_BY_FORM(409, "The customer's Oplead takes nothing but leads"),
  TOO_MANY_DOCUMENTS(409, "The lead has too many documents"),
  TOO_MANY_UPDATES(409, "The lead has too many documents and status requests"),
  TOO_MANY_ENDPOINTS(409, "The provider has too many endpoints"),
  ENDPOINT_STATE(409, "The endpoint is not in a state for that"),
  BODY_TOO_LARGE(413, "The body is over its limit"),
  TARGET_TOO_LONG(414, "The request line is over its limit"),
  UNSUPPORTED_MEDIA_TYPE(415, "This content type is not taken here"),
  UNSUPPORTED_CONTENT_ENCODING(415, "This content encoding is not taken here"),
  TOO_LATE(422, "The lead would arrive too late"),
  INVALID_LEAD(422, "The lead cannot be taken as it is"),
  INVALID_BODY(422, "The body cannot be taken as it is"),
  INVALID_DOCUMENT(422, "The document cannot be taken as it is"),
  RATE_LIMITED(429, "Too many requests"),
  INVALID_REQUEST(400, "The request cannot be read"),
  HEADERS_TOO_LONG(431, "The headers are over their limit"),
  INTERNAL_ERROR(500, "The gateway failed"),
  KAFKA_REFUSED(502, "Kafka does not do what the gateway asks"),
  OPLEAD_UNAVAILABLE(503, "The customer's Oplead does not answer now"),
  ISSUER_UNAVAILABLE(503, "Tokens cannot be checked now"),
  STORE_UNAVAILABLE(503, "It cannot be stored now"),
  KAFKA_UNAVAILABLE(503, "Kafka does not answer now");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** A short sentence, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The last segment of the problem's {@code type}, for example {@code invalid-lead}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
