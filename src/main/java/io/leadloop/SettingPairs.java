package io.leadloop;

import io.leadloop.feedback.SilenceConfig;
import io.leadloop.forwarding.ForwardingConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lead.ShelfLifeConfig;
import io.leadloop.oplead.OpleadConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings that are right only together, across all features: each rule is one sentence, which the
 * start gives when the rule is broken. What one setting alone may be, its own constraints say.
 */
final class SettingPairs {
  /** What is left of a lease for a call to begin in. */
  private static final Duration BEGINNING = Duration.ofSeconds(1);

  private final List<String> broken = new ArrayList<>();

  private SettingPairs() {}

  /** Gives the configuration what {@link #contradictions} reads. */
  static SmallRyeConfigBuilder mapped(SmallRyeConfigBuilder builder) {
    return builder
        .withMapping(OpleadConfig.class)
        .withMapping(ForwardingConfig.class)
        .withMapping(ShelfLifeConfig.class)
        .withMapping(LaneConfig.class)
        .withMapping(SilenceConfig.class);
  }

  /** A sentence for each rule that the settings break. */
  static List<String> contradictions(SmallRyeConfig config) {
    SettingPairs pairs = new SettingPairs();
    OpleadConfig oplead = config.getConfigMapping(OpleadConfig.class);
    ForwardingConfig forwarding = config.getConfigMapping(ForwardingConfig.class);
    pairs.checkLease(forwarding, oplead);
    pairs.checkWaits(forwarding, config.getConfigMapping(ShelfLifeConfig.class));
    pairs.checkLane(config.getConfigMapping(LaneConfig.class));
    pairs.checkSilence(config.getConfigMapping(SilenceConfig.class));
    pairs.checkBaseUrl(oplead);
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

  private void checkWaits(ForwardingConfig forwarding, ShelfLifeConfig leads) {
    requireAtMost(
        "leadloop.forwarding.backoff-initial",
        forwarding.backoffInitial(),
        "leadloop.forwarding.backoff-max",
        forwarding.backoffMax());
    requireAtMost(
        "leadloop.forwarding.uncertain-wait",
        forwarding.uncertainWait(),
        "leadloop.forwarding.shelf-life",
        leads.shelfLife());
    requireAtMost(
        "leadloop.forwarding.pause",
        forwarding.pause(),
        "leadloop.forwarding.poll-interval",
        forwarding.pollInterval());
    require(
        forwarding.concurrencyPerCustomer() <= forwarding.concurrency(),
        "leadloop.forwarding.concurrency-per-customer is %s, but it must be at most"
            + " leadloop.forwarding.concurrency, which is %s.",
        forwarding.concurrencyPerCustomer(),
        forwarding.concurrency());
  }

  private void checkLane(LaneConfig lane) {
    require(
        lane.margin().compareTo(lane.window()) < 0,
        "leadloop.lane.margin is %s, but it must be shorter than leadloop.lane.window, which is %s.",
        lane.margin(),
        lane.window());
  }

  private void checkSilence(SilenceConfig silence) {
    requireAtMost(
        "leadloop.silence.overdue-after-min",
        silence.overdueAfterMin(),
        "leadloop.silence.overdue-after",
        silence.overdueAfter());
    requireAtMost(
        "leadloop.silence.poll-again",
        silence.pollAgain(),
        "leadloop.silence.poll-again-max",
        silence.pollAgainMax());
    require(
        silence.learnFrom() <= silence.sample(),
        "leadloop.silence.learn-from is %s, but it must be at most leadloop.silence.sample, which is"
            + " %s.",
        silence.learnFrom(),
        silence.sample());
  }

  private void checkBaseUrl(OpleadConfig oplead) {
    String scheme = String.valueOf(oplead.baseUrl().getScheme());
    require(
        scheme.matches("https?") && oplead.baseUrl().getHost() != null,
        "leadloop.oplead.base-url is %s, but it must be an http or https address with a host.",
        oplead.baseUrl());
  }

  private void requireAtMost(String key, Duration value, String limitKey, Duration limit) {
    require(
        value.compareTo(limit) <= 0,
        "%s is %s, but it must be at most %s, which is %s.",
        key,
        value,
        limitKey,
        limit);
  }

  private void require(boolean holds, String sentence, Object... values) {
    if (!holds) {
      broken.add(sentence.formatted(values));
    }
  }
}
