package io.leadloop;

import io.leadloop.access.TrustedProxies;
import io.leadloop.access.oidc.OidcConfig;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.lane.CallConfig;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.retention.RetentionConfig;
import io.leadloop.store.MigrationAddress;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rules across settings of several features, each with a message for the operator. Only
 * combinations that break a guarantee are rejected; a shelf life shorter than a wait, for example,
 * is allowed. Single settings are validated by their own constraints.
 */
final class SettingPairs {
  /** The part of a lease in which a call may begin. */
  private static final Duration MIN_BEGIN = Duration.ofSeconds(1);

  private final List<String> broken = new ArrayList<>();

  private SettingPairs() {}

  /** Adds the mappings that {@link #contradictions} reads. */
  static SmallRyeConfigBuilder mapped(SmallRyeConfigBuilder builder) {
    return builder
        .withMapping(OpleadConfig.class)
        .withMapping(CallConfig.class)
        .withMapping(FeedbackConfig.class)
        .withMapping(RetentionConfig.class)
        .withMapping(OidcConfig.class);
  }

  /** A message for each violated rule. */
  static List<String> contradictions(SmallRyeConfig config) {
    SettingPairs pairs = new SettingPairs();
    OpleadConfig oplead = config.getConfigMapping(OpleadConfig.class);
    pairs.checkLease(config.getConfigMapping(CallConfig.class), oplead);
    pairs.checkBaseUrl(oplead);
    pairs.checkHistory(
        config.getConfigMapping(RetentionConfig.class),
        config.getConfigMapping(FeedbackConfig.class).retention());
    pairs.checkHttpVersion(config);
    pairs.checkListener(config);
    pairs.checkProxies(config);
    pairs.checkSignIn(config.getConfigMapping(OidcConfig.class));
    new MigrationAddress(key -> config.getOptionalValue(key, String.class))
        .problem()
        .ifPresent(pairs.broken::add);
    return pairs.broken;
  }

  /** Exact lane quotas depend on it: no call may outlast its lease. */
  private void checkLease(CallConfig forwarding, OpleadConfig oplead) {
    Duration leads = oplead.longestCall(false);
    Duration documents = oplead.longestCall(true);
    Duration least = (leads.compareTo(documents) < 0 ? documents : leads).plus(MIN_BEGIN);
    require(
        forwarding.lease().compareTo(least) >= 0,
        "leadloop.forwarding.lease is %s, but with leadloop.oplead.connect-timeout, read-timeout"
            + " and documents.timeout as they are it must be at least %s.",
        forwarding.lease(),
        least);
  }

  /**
   * Feedback that is read from the log again is recognised by its record in the history, and a lead
   * that still has its document has its history.
   */
  private void checkHistory(RetentionConfig retention, Duration log) {
    Duration least = log.compareTo(retention.eraseAfter()) < 0 ? retention.eraseAfter() : log;
    retention
        .history()
        .ifPresent(
            kept ->
                require(
                    kept.compareTo(least) >= 0,
                    "leadloop.retention.history is %s, but with leadloop.feedback.retention and"
                        + " leadloop.retention.erase-after as they are it must be at least %s, or"
                        + " never.",
                    kept,
                    least));
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

  /** Oplead is not known to follow a redirect. */
  private void checkListener(SmallRyeConfig config) {
    String insecure = text(config, "quarkus.http.insecure-requests");
    String publicUrl = text(config, StartPlan.PUBLIC_URL);
    require(
        !isTlsOnly(insecure) || !publicUrl.toLowerCase(Locale.ROOT).startsWith("http:"),
        "leadloop.public-url is %s, but quarkus.http.insecure-requests is %s, so that no callback"
            + " would arrive; give the public URL https.",
        publicUrl,
        insecure);
  }

  /** Whether this value of {@code quarkus.http.insecure-requests} lets only TLS through. */
  static boolean isTlsOnly(String insecureRequests) {
    return Set.of("disabled", "redirect").contains(insecureRequests.toLowerCase(Locale.ROOT));
  }

  /** Clients could forge their address in the header that the proxy does not set. */
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

  private void checkSignIn(OidcConfig oidc) {
    require(
        oidc.signIn().clientId().isEmpty() || oidc.issuer().isPresent(),
        "leadloop.access.oidc.sign-in.client-id is set, but leadloop.access.oidc.issuer is not;"
            + " set the issuer, or remove the client id.");
    oidc.signIn()
        .consoleUrl()
        .ifPresent(
            url ->
                require(
                    String.valueOf(url.getScheme()).matches("https?")
                        && url.getHost() != null
                        && url.getQuery() == null
                        && url.getFragment() == null,
                    "leadloop.access.oidc.sign-in.console-url is %s, but it must be an http or"
                        + " https address with a host, and without a query.",
                    url));
  }

  private static String text(SmallRyeConfig config, String key) {
    return config.getOptionalValue(key, String.class).orElse("");
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
