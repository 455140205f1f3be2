package io.leadloop.access;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The peers, by address or network, that are trusted to forward client addresses. */
public final class TrustedProxies {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private final List<IpSubnetFilterRule> rules;

  /**
   * @param proxies from {@code quarkus.http.proxy.trusted-proxies}; the start rejects those for
   *     which {@link #isReadable} is false
   */
  TrustedProxies(List<String> proxies) {
    this.rules = proxies.stream().map(TrustedProxies::rule).flatMap(Optional::stream).toList();
  }

  /**
   * Whether the text is an address or a network such as {@code 10.0.3.0/24}. Host names are not
   * supported: only Quarkus knows the addresses that they resolve to, and in a chain of proxies
   * only the last would be recognised.
   */
  public static boolean isReadable(String proxy) {
    return rule(proxy).isPresent();
  }

  boolean contain(InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, 0);
    return rules.stream().anyMatch(rule -> rule.matches(socket));
  }

  private static Optional<IpSubnetFilterRule> rule(String proxy) {
    String text = proxy.strip();
    int slash = text.indexOf('/');
    InetAddress address =
        NetUtil.createInetAddressFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return Optional.empty();
    }
    int whole = address instanceof Inet4Address ? IPV4_BITS : IPV6_BITS;
    String bits = slash < 0 ? Integer.toString(whole) : text.substring(slash + 1);
    return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= whole
        ? Optional.of(
            new IpSubnetFilterRule(address, Integer.parseInt(bits), IpFilterRuleType.ACCEPT))
        : Optional.empty();
  }
}
