package io.leadloop.access.oidc;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Unverified claims of a JWT, used to reject what cannot be the issuer's token without requesting
 * keys. They must not be trusted otherwise.
 *
 * @param expiresAt the token's expiry
 * @param nonce of an ID token
 * @param authorizedParty the client that an ID token was issued to, if it is named
 */
public record TokenClaims(
    Instant expiresAt, Optional<String> nonce, Optional<String> authorizedParty) {
  /** Longer tokens are rejected unread; real tokens are ten times shorter. */
  private static final int MAX_LENGTH = 12_288;

  /** The maximum of the standard. */
  private static final int MAX_SUBJECT = 255;

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

  /** Public key algorithms only: with symmetric ones, every verifier could forge tokens. */
  private static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * The claims of a token that may be valid, otherwise empty.
   *
   * @param audience accepted audiences
   */
  static Optional<TokenClaims> read(
      String token, String issuer, List<String> audience, Clock clock) {
    Matcher parts = FORM.matcher(token);
    if (token.length() > MAX_LENGTH || !parts.matches()) {
      return Optional.empty();
    }
    try {
      JsonNode header = json(parts.group(1));
      JsonNode claims = json(parts.group(2));
      boolean isPlausible =
          isSigned(header) && isFor(audience, claims.path("aud")) && isFrom(issuer, claims);
      return isPlausible
          ? expiry(claims.path("exp")).filter(clock.instant()::isBefore).map(at -> of(at, claims))
          : Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty(); // Not base64url or not JSON.
    }
  }

  private static TokenClaims of(Instant expiry, JsonNode claims) {
    return new TokenClaims(
        expiry,
        Optional.ofNullable(claims.path("nonce").textValue()),
        Optional.ofNullable(claims.path("azp").textValue()));
  }

  private static boolean isSigned(JsonNode header) {
    String algorithm = header.path("alg").asText();
    return ALGORITHMS.contains(algorithm) && (!header.has("kid") || header.get("kid").isTextual());
  }

  private static boolean isFrom(String issuer, JsonNode claims) {
    return issuer.equals(claims.path("iss").textValue())
        && claims.path("sub").isTextual()
        && claims.path("sub").textValue().length() <= MAX_SUBJECT
        && claims.path("iat").isNumber();
  }

  private static boolean isFor(List<String> audience, JsonNode claimed) {
    return claimed.isArray()
        ? StreamSupport.stream(claimed.spliterator(), false)
            .anyMatch(each -> each.isTextual() && audience.contains(each.textValue()))
        : claimed.isTextual() && audience.contains(claimed.textValue());
  }

  private static Optional<Instant> expiry(JsonNode seconds) {
    try {
      return seconds.isNumber() && seconds.canConvertToLong()
          ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // Out of range.
    }
  }

  private static JsonNode json(String base64) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(base64));
  }
}
