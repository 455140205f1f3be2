package io.leadloop.push.wire;

import io.leadloop.outbound.LiteralAddress;
import io.leadloop.push.PushConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Checks a URL that a provider gives. It answers early and without a look-up; that a host's
 * addresses are public is checked at each connection.
 */
@ApplicationScoped
public class EndpointUrl {
  private static final int MAX_LENGTH = 2048;

  private final URI publicUrl;
  private final boolean allowPrivate;
  private final Set<Integer> ports;

  public EndpointUrl(
      @ConfigProperty(name = "leadloop.public-url") URI publicUrl, PushConfig config) {
    this.publicUrl = publicUrl;
    this.allowPrivate = config.allowPrivateAddresses();
    this.ports = new TreeSet<>(config.ports());
  }

  /** Why it cannot be an endpoint's URL, as the end of a sentence "url: …", if so. */
  public Optional<String> problemWith(URI url) {
    return problemWithText(url.toString())
        .or(() -> problemWithScheme(url))
        .or(() -> problemWithParts(url))
        .or(() -> problemWithPort(url))
        .or(() -> LiteralAddress.problemWith(url.getHost(), allowPrivate))
        .or(() -> when(leadsHere(url), "must not be the gateway's own address"));
  }

  private static Optional<String> problemWithText(String text) {
    return when(text.length() > MAX_LENGTH, "must have at most " + MAX_LENGTH + " characters")
        .or(
            () ->
                when(
                    !text.chars().allMatch(c -> c > ' ' && c <= '~'),
                    "must be ASCII; percent-encode other characters"));
  }

  private Optional<String> problemWithScheme(URI url) {
    String scheme = scheme(url);
    return allowPrivate
        ? when(!scheme.equals("https") && !scheme.equals("http"), "must begin with https or http")
        : when(!scheme.equals("https"), "must begin with https");
  }

  private static Optional<String> problemWithParts(URI url) {
    return when(url.getRawUserInfo() != null, "must not contain a user name or a password")
        .or(() -> when(url.getHost() == null, "has no valid host"))
        .or(() -> when(url.getRawFragment() != null, "must not have a fragment"));
  }

  private Optional<String> problemWithPort(URI url) {
    int port = port(url);
    return allowPrivate
        ? when(port < 1 || port > 65_535, "the port must be from 1 to 65535")
        : when(!ports.contains(port), "the port must be one of " + ports);
  }

  private boolean leadsHere(URI url) {
    return publicUrl.getHost() != null
        && host(url).equals(host(publicUrl))
        && port(url) == port(publicUrl);
  }

  private static Optional<String> when(boolean broken, String problem) {
    return broken ? Optional.of(problem) : Optional.empty();
  }

  private static String scheme(URI url) {
    return Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static String host(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
  }

  /** The port to connect to. */
  static int port(URI url) {
    int standard = isSecure(url) ? 443 : 80;
    return url.getPort() == -1 ? standard : url.getPort();
  }

  static boolean isSecure(URI url) {
    return scheme(url).equals("https");
  }
}
