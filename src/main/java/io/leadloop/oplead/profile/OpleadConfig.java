package io.leadloop.oplead.profile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Oplead's address, and time limits for its answers. Assumptions about its API are in the API
 * profile instead.
 */
@ConfigMapping(prefix = "leadloop.oplead")
public interface OpleadConfig {
  /** How long a connection that is given up may take to report whether the request had left. */
  long CLOSING_MILLIS = 5_000;

  /** The base address of a customer's Oplead where the customer names none. */
  @WithDefault("https://api.oplead.com/v1")
  URI baseUrl();

  /** The address of the older form import where a customer's form names none. */
  @WithDefault("https://leadimport.oplead.com/addlead/")
  URI formUrl();

  /**
   * The file that corrects the API profile: how requests are written, and how answers and callbacks
   * are read. A path, or an address that begins with {@code https:} or {@code file:}; it holds only
   * what differs from the bundled profile.
   */
  Optional<String> profile();

  /** Whether a customer's base address may lead to a loopback, private or reserved address. */
  @WithDefault("false")
  boolean allowPrivateAddresses();

  /** How long finding the host, and then having a connection to it, may each take. */
  @WithDefault("PT5S")
  @DurationMin(millis = 1)
  Duration connectTimeout();

  /** How long sending a request and receiving the whole of its answer may take together. */
  @WithDefault("PT10S")
  @DurationMin(millis = 1)
  Duration readTimeout();

  /** How documents are attached to leads. */
  Documents documents();

  /** The connections that are kept open. */
  Pool pool();

  /**
   * The longest that a call can take: finding the host, having a connection, the exchange, and the
   * end of a connection that was given up.
   *
   * @param document whether it attaches a document
   */
  default Duration longestCall(boolean document) {
    Duration exchange = document ? documents().timeout() : readTimeout();
    return connectTimeout().multipliedBy(2).plus(exchange).plusMillis(CLOSING_MILLIS);
  }

  /** How documents are attached to leads. */
  interface Documents {

    /** How long sending one and receiving the answer may take together. */
    @WithDefault("PT30S")
    @DurationMin(millis = 1)
    Duration timeout();
  }

  /** The connections that are kept open. */
  interface Pool {

    /** The most connections to one host; hosts are shared by customers. */
    @WithDefault("1024")
    @Min(1)
    @Max(10_000)
    int size();

    /**
     * How long an unused connection is kept. Shorter than what servers usually allow (5 s and
     * more), since a request on a connection that Oplead is closing ends as unknown.
     */
    @WithDefault("PT4S")
    @DurationMin(seconds = 1)
    Duration keepAlive();
  }
}
