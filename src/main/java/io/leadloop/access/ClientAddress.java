package io.leadloop.access;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Where a request came from. Quarkus decides whether the peer is a trusted proxy; of the addresses
 * that such a proxy forwards, the last one that is no trusted proxy itself counts. Quarkus would
 * take the first, which a client can write itself, since most proxies append to the header.
 */
@Singleton
class ClientAddress {
  private static final String FORWARDED = "Forwarded";
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String UNKNOWN = "unknown";
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  /** Some proxies add a port: {@code 192.0.2.7:4711}, {@code [2001:db8::1]:4711}. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]+)\\](?::[\\w.-]+)?|([\\d.]+):[\\w.-]+");

  private final boolean isForwarding;
  private final boolean readsForwarded;
  private final List<IpSubnetFilterRule> trusted;

  @Inject
  ClientAddress(Config config) {
    this(
        config
            .getOptionalValue("quarkus.http.proxy.proxy-address-forwarding", Boolean.class)
            .orElse(false),
        config.getOptionalValue("quarkus.http.proxy.allow-forwarded", Boolean.class).orElse(false),
        config
            .getOptionalValues("quarkus.http.proxy.trusted-proxies", String.class)
            .orElse(List.of()));
  }

  /**
   * @param isForwarding whether Quarkus reads forwarded addresses at all
   * @param readsForwarded whether Quarkus reads {@code Forwarded} instead of {@code
   *     X-Forwarded-For}
   * @param trustedProxies addresses and networks
   */
  ClientAddress(boolean isForwarding, boolean readsForwarded, List<String> trustedProxies) {
    this.isForwarding = isForwarding;
    this.readsForwarded = readsForwarded;
    this.trusted =
        trustedProxies.stream()
            .map(proxy -> rule(proxy.strip()))
            .flatMap(Optional::stream)
            .toList();
  }

  /** The client's address, as text. */
  String of(RoutingContext context) {
    HttpServerRequest request = context.request();
    String peer = text(request.connection().remoteAddress());
    boolean isForwarded = !peer.equals(text(request.remoteAddress()));
    return of(peer, isForwarded, request.headers());
  }

  /**
   * The peer's address where it is no trusted proxy, or forwards none.
   *
   * @param isForwarded whether Quarkus took another address than the peer's: it knows the proxies
   *     that are trusted by a host's name
   */
  String of(String peer, boolean isForwarded, MultiMap headers) {
    InetAddress address = address(peer.replaceFirst("%.*", ""));
    boolean isProxy = isForwarded || isForwarding && address != null && isTrusted(address);
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
      if (!isTrusted(hop)) {
        return last;
      }
    }
    return last;
  }

  private boolean isTrusted(InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, 0);
    return trusted.stream().anyMatch(rule -> rule.matches(socket));
  }

  /** A host's name is Quarkus' to resolve, for the peer alone. */
  private static Optional<IpSubnetFilterRule> rule(String proxy) {
    int slash = proxy.indexOf('/');
    InetAddress address = address(slash < 0 ? proxy : proxy.substring(0, slash));
    if (address == null) {
      return Optional.empty();
    }
    int whole = address instanceof Inet4Address ? IPV4_BITS : IPV6_BITS;
    int bits = slash < 0 ? whole : Integer.parseInt(proxy.substring(slash + 1));
    return Optional.of(new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT));
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
