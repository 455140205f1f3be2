package io.leadloop.access;

import java.util.Optional;

/**
 * What a browser brings back from the issuer, in the address. None of it is trusted.
 *
 * @param issuer who answers, if the issuer names itself (RFC 9207)
 * @param error a code of the standard, instead of a code
 * @param description of the error, for people
 */
public record IssuerAnswer(
    Optional<String> state,
    Optional<String> code,
    Optional<String> issuer,
    Optional<String> error,
    Optional<String> description) {
  /** Without the code. */
  @Override
  public String toString() {
    return "IssuerAnswer[error=" + error + "]";
  }
}
