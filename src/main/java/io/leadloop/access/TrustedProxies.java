package io.leadloop.access;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The peers whose word on a client's address is taken, by address or network. */
public final class TrustedProxies {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private final List<IpSubnetFilterRule> rules;

  /**
   * @param proxies as {@code quarkus.http.proxy.trusted-proxies} has them; the start refuses what
   *     {@link #isReadable} does not take
   */
  TrustedProxies(List<String> proxies) {
    this.rules = proxies.stream().map(TrustedProxies::rule).flatMap(Optional::stream).toList();
  }

  /**
   * Whether it is an address, or a network such as {@code 10.0.3.0/24}. A host's name is not: the
   * addresses that it resolves to are Quarkus' alone to know, and of several proxies in a row only
   * the last would be recognised.
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
