package io.leadloop.access;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The client address of a request: the last forwarded address that is not a trusted proxy. Quarkus
 * would use the first one, which a client can forge, since most proxies append to the header.
 */
@Singleton
class ClientAddress {
  private static final String FORWARDED = "Forwarded";
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String UNKNOWN = "unknown";
  private static final int IPV6_NETWORK_BYTES = 8;

  /** Some proxies add a port: {@code 192.0.2.7:4711}, {@code [2001:db8::1]:4711}. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]+)\\](?::[\\w.-]+)?|([\\d.]+):[\\w.-]+");

  private final boolean isForwarding;
  private final boolean readsForwarded;
  private final TrustedProxies trusted;

  @Inject
  ClientAddress(Config config) {
    this(
        flag(config, "proxy-address-forwarding").orElse(false),
        flag(config, "allow-forwarded").orElse(false),
        config
            .getOptionalValues("quarkus.http.proxy.trusted-proxies", String.class)
            .orElse(List.of()));
  }

  /**
   * @param isForwarding whether forwarded addresses are enabled
   * @param readsForwarded whether Quarkus reads {@code Forwarded} instead of {@code
   *     X-Forwarded-For}; enabling both stops the start, since a client could forge the one that
   *     its proxy does not set
   * @param trustedProxies addresses and networks
   */
  ClientAddress(boolean isForwarding, boolean readsForwarded, List<String> trustedProxies) {
    this.isForwarding = isForwarding;
    this.readsForwarded = readsForwarded;
    this.trusted = new TrustedProxies(trustedProxies);
  }

  private static Optional<Boolean> flag(Config config, String name) {
    return config.getOptionalValue("quarkus.http.proxy." + name, Boolean.class);
  }

  /** The client's address. */
  String of(RoutingContext context) {
    HttpServerRequest request = context.request();
    return of(text(request.connection().remoteAddress()), request.headers());
  }

  /** The peer's address unless it is a trusted proxy that forwards one. */
  String of(String peer, MultiMap headers) {
    if (!isForwarding) {
      return peer;
    }
    InetAddress address = address(peer.replaceFirst("%.*", ""));
    boolean isProxy = address != null && trusted.contain(address);
    return isProxy ? lastUntrusted(peer, hops(headers)) : peer;
  }

  private List<String> hops(MultiMap headers) {
    return readsForwarded
        ? ForwardedHeader.hops(headers.getAll(FORWARDED))
        : hops(headers.getAll(FORWARDED_FOR));
  }

  private static List<String> hops(List<String> headers) {
    return List.of(String.join(",", headers).split(","));
  }

  /**
   * The key by which clients are counted: an IPv4 address, or the /64 of an IPv6 address, since a
   * client usually controls its whole /64.
   */
  String networkOf(RoutingContext context) {
    return network(of(context));
  }

  static String network(String address) {
    String withoutZone = address.replaceFirst("%.*", "");
    InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(withoutZone);
    if (!(parsed instanceof Inet6Address)) {
      return parsed == null ? address : parsed.getHostAddress();
    }
    byte[] bytes = parsed.getAddress();
    for (int i = IPV6_NETWORK_BYTES; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    return NetUtil.bytesToIpAddress(bytes) + "/64";
  }

  /** The last address in the chain that is not a trusted proxy. */
  private String lastUntrusted(String peer, List<String> hops) {
    String last = peer;
    for (int i = hops.size() - 1; i >= 0; i--) {
      InetAddress hop = address(hops.get(i).strip());
      if (hop == null) {
        return last; // Neither this hop nor any before it was written by a trusted proxy.
      }
      last = hop.getHostAddress();
      if (!trusted.contain(hop)) {
        return last;
      }
    }
    return last;
  }

  /** Null if the text is not an address. */
  private static InetAddress address(String text) {
    Matcher port = WITH_PORT.matcher(text);
    String host = port.matches() ? Optional.ofNullable(port.group(1)).orElse(port.group(2)) : text;
    return NetUtil.createInetAddressFromIpAddressString(host);
  }

  private static String text(SocketAddress address) {
    return address == null || address.hostAddress() == null ? UNKNOWN : address.hostAddress();
  }
}
