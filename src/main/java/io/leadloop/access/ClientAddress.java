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
 * Where a request came from. Of the addresses that a trusted proxy forwards, the last one that is
 * no trusted proxy itself counts. Quarkus would take the first, which a client can write itself,
 * since most proxies append to the header.
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
   * @param isForwarding whether Quarkus reads forwarded addresses at all
   * @param readsForwarded whether Quarkus reads {@code Forwarded} instead of {@code
   *     X-Forwarded-For}; the start refuses both at once, since a client may write the one that its
   *     proxy does not
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

  /** The client's address, as text. */
  String of(RoutingContext context) {
    HttpServerRequest request = context.request();
    return of(text(request.connection().remoteAddress()), request.headers());
  }

  /** The peer's address where it is no trusted proxy, or forwards none. */
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
   * What the client is counted by: an IPv4 address, or the /64 of an IPv6 address, since whoever
   * has one such address has the whole network.
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

  /** Of addresses that proxies appended one after the other, the last that is not a proxy's. */
  private String lastUntrusted(String peer, List<String> hops) {
    String last = peer;
    for (int i = hops.size() - 1; i >= 0; i--) {
      InetAddress hop = address(hops.get(i).strip());
      if (hop == null) {
        return last; // No trusted proxy wrote that, nor what stands before it.
      }
      last = hop.getHostAddress();
      if (!trusted.contain(hop)) {
        return last;
      }
    }
    return last;
  }

  /** Null where it is none. */
  private static InetAddress address(String text) {
    Matcher port = WITH_PORT.matcher(text);
    String host = port.matches() ? Optional.ofNullable(port.group(1)).orElse(port.group(2)) : text;
    return NetUtil.createInetAddressFromIpAddressString(host);
  }

  private static String text(SocketAddress address) {
    return address == null || address.hostAddress() == null ? UNKNOWN : address.hostAddress();
  }
}
