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
 * What a JWT claims before its signature is checked: enough to refuse what cannot be a token of the
 * issuer's without asking the issuer for a key. Nothing here is to be believed otherwise.
 *
 * @param expiresAt when the token ends
 */
public record TokenClaims(Instant expiresAt) {
  /** Longer ones are refused unread; what issuers make is a tenth of it. */
  private static final int LONGEST = 12_288;

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

  /** Those with a public key: with any other, whoever can check a token could make one. */
  private static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * The claims of a token that may be good; empty for one that is not, whoever signed it.
   *
   * @param audience one of these has to be the token's
   */
  static Optional<TokenClaims> read(
      String token, String issuer, List<String> audience, Clock clock) {
    Matcher parts = FORM.matcher(token);
    if (token.length() > LONGEST || !parts.matches()) {
      return Optional.empty();
    }
    try {
      JsonNode header = json(parts.group(1));
      JsonNode claims = json(parts.group(2));
      boolean mayBeGood =
          isSigned(header) && isFor(audience, claims.path("aud")) && isFrom(issuer, claims);
      return mayBeGood
          ? expiry(claims.path("exp")).filter(clock.instant()::isBefore).map(TokenClaims::new)
          : Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty(); // No base64url, or no JSON.
    }
  }

  private static boolean isSigned(JsonNode header) {
    String algorithm = header.path("alg").asText();
    return ALGORITHMS.contains(algorithm) && (!header.has("kid") || header.get("kid").isTextual());
  }

  private static boolean isFrom(String issuer, JsonNode claims) {
    return issuer.equals(claims.path("iss").textValue())
        && claims.path("sub").isTextual()
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
      return Optional.empty(); // In no year that can be written.
    }
  }

  private static JsonNode json(String base64) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(base64));
  }
}
