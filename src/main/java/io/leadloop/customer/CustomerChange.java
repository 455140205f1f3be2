package io.leadloop.customer;

import java.net.URI;
import java.time.Duration;

/**
 * A change of a customer; null members stay unchanged.
 *
 * @param baseUrl the base URL of its Oplead's REST API
 * @param token its Oplead token; required where the scheme, host or port changes that it is sent
 *     to, and where the wire does
 * @param requestsPerMinute more than 0; requests sent under the old limit count
 * @param shelfLife the shelf life of leads accepted from now on
 */
public record CustomerChange(
    String name,
    URI baseUrl,
    String token,
    WireChange wire,
    Integer requestsPerMinute,
    Duration shelfLife) {
  @Override
  public String toString() {
    return "CustomerChange[name=" + name + ", baseUrl=" + baseUrl + ", token=***]";
  }
}
