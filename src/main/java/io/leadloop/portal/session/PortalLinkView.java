package io.leadloop.portal.session;

import java.time.Instant;

/**
 * A one-time link to the portal.
 *
 * @param url its token is in the fragment, which a browser sends to no server
 */
public record PortalLinkView(String url, Instant expiresAt) {
  @Override
  public String toString() {
    return "PortalLinkView[url=***, expiresAt=" + expiresAt + "]";
  }
}
