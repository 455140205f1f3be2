package io.leadloop.customer;

import java.net.URI;
import java.time.Duration;

/**
 * What is to change of a customer; what is null stays.
 *
 * @param baseUrl where its Oplead is
 * @param token its Oplead token; required where the base URL's scheme, host or port changes
 * @param requestsPerMinute more than 0; requests that were sent under the old limit count
 * @param shelfLife of leads that are accepted from now on
 */
public record CustomerChange(
    String name, URI baseUrl, String token, Integer requestsPerMinute, Duration shelfLife) {
  @Override
  public String toString() {
    return "CustomerChange[name=" + name + ", baseUrl=" + baseUrl + ", token=***]";
  }
}
