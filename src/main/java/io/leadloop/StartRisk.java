package io.leadloop;

import io.leadloop.setting.DatabaseAddresses;
import io.leadloop.setting.Loopback;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Dangerous settings. Each stops the start unless the operator allows it by name, see {@link
 * #ALLOWED}.
 */
enum StartRisk {
  DEMO_EXPOSED(
      "leadloop.demo is true, which creates and prints keys, with a public address or servers"
          + " that are not on this machine") {
    @Override
    boolean isTaken(Settings settings) {
      boolean exposed =
          settings.isRemote(StartPlan.PUBLIC_URL)
              || new DatabaseAddresses(settings::value).areRemote()
              || settings.usesRemoteKafka();
      return settings.isTrue(DEMO) && exposed;
    }
  },

  PLAIN_TEXT_KAFKA(
      "kafka.bootstrap.servers names a host that is not this machine, and kafka.security.protocol"
          + " does not encrypt (SSL or SASL_SSL would)") {
    @Override
    boolean isTaken(Settings settings) {
      return settings.usesRemoteKafka()
          && !settings.text("kafka.security.protocol").toUpperCase(Locale.ROOT).endsWith("SSL");
    }
  },

  PLAIN_TEXT_POSTGRESQL(
      "PostgreSQL is not on this machine, and its connections may be in clear (sslmode=require,"
          + " verify-ca or verify-full in quarkus.datasource.reactive.url would encrypt them)") {
    @Override
    boolean isTaken(Settings settings) {
      return new DatabaseAddresses(settings::value).mayBeInClear();
    }
  },

  PLAIN_HTTP_LISTENER(
      "quarkus.http.tls-configuration-name is set, but quarkus.http.insecure-requests is neither"
          + " disabled nor redirect, so that keys and leads could cross the network in clear") {
    @Override
    boolean isTaken(Settings settings) {
      return settings.value("quarkus.http.tls-configuration-name").isPresent()
          && !Loopback.is(settings.text("quarkus.http.host"))
          && !SettingPairs.isTlsOnly(settings.text("quarkus.http.insecure-requests"));
    }
  },
  PLAIN_HTTP_CALLBACKS(
      "leadloop.public-url is not https, so callbacks would cross the network in clear") {
    @Override
    boolean isTaken(Settings settings) {
      return settings.isRemoteInClear(StartPlan.PUBLIC_URL);
    }
  },

  PLAIN_HTTP_OPLEAD(
      "leadloop.oplead.base-url is not https, so tokens and leads would cross the network in"
          + " clear") {
    @Override
    boolean isTaken(Settings settings) {
      return settings.isRemoteInClear(OPLEAD);
    }
  },
  PLAIN_HTTP_ISSUER(
      "leadloop.access.oidc.issuer is not https, so a third party on the network path could"
          + " make itself an administrator") {
    @Override
    boolean isTaken(Settings settings) {
      return settings.isRemoteInClear(ISSUER);
    }
  },

  PRIVATE_PUSH_ADDRESSES(
      "leadloop.push.allow-private-addresses is true, so a provider's endpoint could lead into the"
          + " gateway's own network") {
    @Override
    boolean isTaken(Settings settings) {
      return settings.isTrue("leadloop.push.allow-private-addresses")
          && settings.isRemote(StartPlan.PUBLIC_URL)
          && !settings.isTrue(DEMO);
    }
  },

  FORWARDING_FROM_ANYBODY(
      "quarkus.http.proxy.proxy-address-forwarding is true, and quarkus.http.proxy.trusted-proxies"
          + " names no proxy or every address, so that clients choose the address by which they are"
          + " counted and audited") {
    @Override
    boolean isTaken(Settings settings) {
      List<String> trusted = settings.list("quarkus.http.proxy.trusted-proxies");
      return settings.isTrue("quarkus.http.proxy.proxy-address-forwarding")
          && (trusted.isEmpty() || trusted.stream().anyMatch(proxy -> proxy.endsWith("/0")));
    }
  };

  /** The setting that lists the allowed risks, separated by commas. */
  static final String ALLOWED = "leadloop.start.allow";

  static final String DEMO = "leadloop.demo";
  private static final String OPLEAD = "leadloop.oplead.base-url";
  private static final String ISSUER = "leadloop.access.oidc.issuer";

  private final String explanation;

  StartRisk(String explanation) {
    this.explanation = explanation;
  }

  /**
   * The risks of these settings that are not allowed.
   *
   * @param setting looks up a key's value
   * @throws StartRefusedException if an unknown risk is allowed, which is probably a typing error
   */
  static List<StartRisk> in(Function<String, Optional<String>> setting) {
    Settings settings = new Settings(setting);
    List<StartRisk> allowed = settings.list(ALLOWED).stream().map(StartRisk::named).toList();
    return Arrays.stream(values())
        .filter(risk -> !allowed.contains(risk) && risk.isTaken(settings))
        .toList();
  }

  private static StartRisk named(String name) {
    return Arrays.stream(values())
        .filter(risk -> risk.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> StartRefusedException.unknownRisk(name));
  }

  abstract boolean isTaken(Settings settings);

  /** The name in {@link #ALLOWED}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String explanation() {
    return explanation;
  }

  /** Access to the settings that determine risks. */
  private record Settings(Function<String, Optional<String>> setting) {
    Optional<String> value(String key) {
      return setting.apply(key);
    }

    String text(String key) {
      return value(key).orElse("");
    }

    boolean isTrue(String key) {
      return Boolean.parseBoolean(text(key));
    }

    /** Whether the key's address is remote. */
    boolean isRemote(String key) {
      return value(key).map(Settings::host).filter(host -> !Loopback.is(host)).isPresent();
    }

    boolean isRemoteInClear(String key) {
      return isRemote(key) && !text(key).toLowerCase(Locale.ROOT).startsWith("https:");
    }

    boolean usesRemoteKafka() {
      return list(StartPlan.KAFKA).stream()
          .anyMatch(server -> !Loopback.is(host("kafka://" + server)));
    }

    List<String> list(String key) {
      return Arrays.stream(text(key).split(","))
          .map(String::strip)
          .filter(each -> !each.isEmpty())
          .toList();
    }

    /** Empty, and so considered remote, if the address is malformed. */
    private static String host(String address) {
      try {
        return Optional.ofNullable(URI.create(address).getHost()).orElse("");
      } catch (IllegalArgumentException e) {
        return "";
      }
    }
  }
}
