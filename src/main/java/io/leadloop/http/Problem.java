package io.leadloop.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import java.util.List;

/**
 * The body of every error, {@code application/problem+json} (RFC 9457).
 *
 * @param type {@code /problems/<slug>}
 * @param errors the invalid members of a rejected body
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(ErrorCode code, String detail) {
    return new Problem(typeOf(code), code.title(), code.status(), detail, List.of());
  }

  public static Problem of(ProblemException e) {
    ErrorCode code = e.code();
    return new Problem(typeOf(code), code.title(), code.status(), e.getMessage(), e.errors());
  }

  private static String typeOf(ErrorCode code) {
    return "/problems/" + code.slug();
  }
}
