package io.leadloop;

import io.leadloop.access.TrustedProxies;
import io.leadloop.forwarding.ForwardingConfig;
import io.leadloop.oplead.profile.OpleadConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings that are right only together, across all features: each rule is one sentence, which the
 * start gives when the rule is broken. Only what would break a promise is refused: a shelf life
 * that is shorter than a wait, for example, needs no more than a lead that expires before it. What
 * one setting alone may be, its own constraints say.
 */
final class SettingPairs {
  /** What is left of a lease for a call to begin in. */
  private static final Duration BEGINNING = Duration.ofSeconds(1);

  private final List<String> broken = new ArrayList<>();

  private SettingPairs() {}

  /** Gives the configuration what {@link #contradictions} reads. */
  static SmallRyeConfigBuilder mapped(SmallRyeConfigBuilder builder) {
    return builder.withMapping(OpleadConfig.class).withMapping(ForwardingConfig.class);
  }

  /** A sentence for each rule that the settings break. */
  static List<String> contradictions(SmallRyeConfig config) {
    SettingPairs pairs = new SettingPairs();
    OpleadConfig oplead = config.getConfigMapping(OpleadConfig.class);
    pairs.checkLease(config.getConfigMapping(ForwardingConfig.class), oplead);
    pairs.checkBaseUrl(oplead);
    pairs.checkHttpVersion(config);
    pairs.checkProxies(config);
    return pairs.broken;
  }

  /** The lane's exactness rests on it: no call goes on beyond its lease. */
  private void checkLease(ForwardingConfig forwarding, OpleadConfig oplead) {
    Duration leads = oplead.longestCall(false);
    Duration documents = oplead.longestCall(true);
    Duration least = (leads.compareTo(documents) < 0 ? documents : leads).plus(BEGINNING);
    require(
        forwarding.lease().compareTo(least) >= 0,
        "leadloop.forwarding.lease is %s, but with leadloop.oplead.connect-timeout, read-timeout and"
            + " documents.timeout as they are it must be at least %s.",
        forwarding.lease(),
        least);
  }

  private void checkBaseUrl(OpleadConfig oplead) {
    String scheme = String.valueOf(oplead.baseUrl().getScheme());
    require(
        scheme.matches("https?") && oplead.baseUrl().getHost() != null,
        "leadloop.oplead.base-url is %s, but it must be an http or https address with a host.",
        oplead.baseUrl());
  }

  private void checkHttpVersion(SmallRyeConfig config) {
    require(
        !isTrue(config, "quarkus.http.http2"),
        "quarkus.http.http2 is true, but answers that a client does not read are bounded for"
            + " HTTP/1.1 only; leave it false, and let a proxy speak HTTP/2 to the clients.");
  }

  /** A client chooses its own address where it is read from more than its proxy writes. */
  private void checkProxies(SmallRyeConfig config) {
    require(
        !isTrue(config, "quarkus.http.proxy.allow-forwarded")
            || !isTrue(config, "quarkus.http.proxy.allow-x-forwarded"),
        "quarkus.http.proxy.allow-forwarded and allow-x-forwarded are both true, but a client may"
            + " write the header that the proxy does not; set the one that your proxy writes.");
    config
        .getOptionalValues("quarkus.http.proxy.trusted-proxies", String.class)
        .orElse(List.of())
        .forEach(
            proxy ->
                require(
                    TrustedProxies.isReadable(proxy),
                    "quarkus.http.proxy.trusted-proxies names %s, but it takes addresses and"
                        + " networks only, such as 10.0.3.7 or 10.0.3.0/24, and no port.",
                    proxy.strip()));
  }

  private static boolean isTrue(SmallRyeConfig config, String key) {
    return config.getOptionalValue(key, Boolean.class).orElse(false);
  }

  private void require(boolean holds, String sentence, Object... values) {
    if (!holds) {
      broken.add(sentence.formatted(values));
    }
  }
}
