package io.leadloop.push.wire;

import java.net.URI;
import java.util.List;

/**
 * Where a message goes, and who signs it.
 *
 * @param url as {@link EndpointUrl} accepted it
 * @param secrets at least one, the newest first; all sign, so a receiver may still have an older
 *     one
 */
public record PushTarget(URI url, List<SigningSecret> secrets) {

  public PushTarget {
    secrets = List.copyOf(secrets);
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("No secret signs for " + url.getHost());
    }
  }

  /** Omits path and query, which may hold a password of the receiver's. */
  @Override
  public String toString() {
    return "PushTarget[" + url.getHost() + ", " + secrets + "]";
  }
}
