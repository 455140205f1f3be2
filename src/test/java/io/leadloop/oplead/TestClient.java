package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.TestConfig;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.outbound.TrustedAuthorities;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls local servers with an arbitrary lead and account. */
record TestClient(Vertx vertx) {

  static final OpleadLead LEAD = lead("{\"lastname\":\"Dupont\"}");
  static final String CREATED = "HTTP/1.1 201 Created\r\ncontent-length: 11\r\n\r\n{\"id\":\"a1\"}";
  static final String ENDLESS = "\r\ntransfer-encoding: chunked\r\n\r\n";
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final Optional<Duration> NOT_SENT = Optional.empty();

  OpleadReply send(URI baseUrl, String... config) {
    return client(config).createLead(account(baseUrl), LEAD).await().atMost(PATIENCE);
  }

  /**
   * A client that may call private addresses unless the test overrides that.
   *
   * @param config settings, members of the profile, and the value of each
   */
  OpleadClient client(String... config) {
    return client(new TrustedAuthorities(name -> Optional.empty()), config);
  }

  /** The same, with private authorities. */
  OpleadClient client(TrustedAuthorities authorities, String... config) {
    List<String> settings = new ArrayList<>(List.of("allow-private-addresses", "true"));
    List<String> members = new ArrayList<>();
    for (int i = 0; i < config.length; i += 2) {
      (TestProfile.isMember(config[i]) ? members : settings)
          .addAll(List.of(config[i], config[i + 1]));
    }
    OpleadConfig oplead = TestConfig.with(settings.toArray(String[]::new));
    OpleadProfile profile = TestProfile.with(members.toArray(String[]::new));
    return new OpleadClient(
        new OpleadCalls(vertx, oplead, profile, authorities),
        oplead,
        profile,
        new StatusMap(profile.callbacks()),
        Clock.systemUTC());
  }

  static OpleadAccount account(URI baseUrl) {
    return new OpleadAccount(baseUrl, "t0ken");
  }

  static OpleadLead lead(String document) {
    return new OpleadLead(
        document.getBytes(UTF_8), "Acme", URI.create("https://gw.example/callbacks/x"));
  }
}
