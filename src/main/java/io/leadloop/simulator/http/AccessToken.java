package io.leadloop.simulator.http;

import java.util.Optional;

/** A customer's Oplead token: compared by its secret, printed as its last characters only. */
public record AccessToken(String secret) {

  private static final String SCHEME = "Bearer ";
  private static final int SHOWN = 4;

  /** The token of an {@code Authorization} header, empty if there is none. */
  public static Optional<AccessToken> ofHeader(String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Optional.of(new AccessToken(header.substring(SCHEME.length()).strip()));
  }

  /** The last four characters, or none if the token is too short to show them. */
  public String hint() {
    return secret.length() < 3 * SHOWN ? "…" : "…" + secret.substring(secret.length() - SHOWN);
  }

  @Override
  public String toString() {
    return hint();
  }
}
