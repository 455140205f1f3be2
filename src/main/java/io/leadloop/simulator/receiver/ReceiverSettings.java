package io.leadloop.simulator.receiver;

import io.leadloop.simulator.receiver.signature.SignatureVerifier;
import java.util.List;

/**
 * How one receiver verifies signatures.
 *
 * @param secrets {@code whsec_…} or {@code whpk_…}, several during a rotation; without one, nothing
 *     is verified
 * @param verify whether a request with a bad signature is refused; it is recorded as such in any
 *     case
 */
public record ReceiverSettings(List<String> secrets, boolean verify) {

  static final int MOST_SECRETS = 10;

  /** Validates the secrets. */
  public ReceiverSettings {
    secrets = List.copyOf(secrets);
    if (secrets.size() > MOST_SECRETS) {
      throw new IllegalArgumentException("secrets must be at most " + MOST_SECRETS);
    }
    new SignatureVerifier(secrets);
  }

  /** Refuses requests that none of these secrets signed. */
  public static ReceiverSettings verifying(String... secrets) {
    return new ReceiverSettings(List.of(secrets), true);
  }

  /** Accepts everything. */
  public static ReceiverSettings open() {
    return new ReceiverSettings(List.of(), false);
  }

  /** Omits the secrets. */
  @Override
  public String toString() {
    return "ReceiverSettings[secrets=%d, verify=%s]".formatted(secrets.size(), verify);
  }
}
