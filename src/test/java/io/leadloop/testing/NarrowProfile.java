package io.leadloop.testing;

import io.leadloop.embedded.LoopbackPort;
import io.leadloop.oplead.profile.TestProfile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A gateway with low limits and short time-outs, an Oplead look-up for leads, an unreachable
 * issuer, and no portal. It is one profile for all tests that need any of this, because each
 * profile restarts the application and its servers.
 */
public final class NarrowProfile implements QuarkusTestProfile {
  /** Guesses without a delay. */
  public static final int FREE_FAILURES = 3;

  /** Event streams per provider. */
  public static final int EVENT_STREAMS = 3;

  /** Events that are pushed at once: as many as one endpoint of the tests takes. */
  public static final int PUSHES = 4;

  /** A trusted proxy; tests connect from another local address. */
  public static final String TRUSTED_PROXY = "127.0.0.2";

  /** Time-out of bodies. */
  public static final Duration BODY_TIMEOUT = Duration.ofSeconds(1);

  private static final Path LOOKING_UP =
      TestProfile.file("wire.leads.look-up-path", "\"/leads?provider_webhook_url={webhook}\"");

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry("leadloop.http.body-timeout", BODY_TIMEOUT.toString()),
        Map.entry("quarkus.http.idle-timeout", "6S"),
        Map.entry("leadloop.intake.event-heartbeat", "PT0.5S"),
        Map.entry("leadloop.intake.event-streams", Integer.toString(EVENT_STREAMS)),
        Map.entry("leadloop.access.free-failures", Integer.toString(FREE_FAILURES)),
        Map.entry("leadloop.portal.enabled", "false"),
        Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
        Map.entry("quarkus.http.proxy.trusted-proxies", TRUSTED_PROXY),
        Map.entry("quarkus.http.proxy.enable-forwarded-host", "true"),
        Map.entry(Tokens.ISSUER, "http://localhost:" + LoopbackPort.free()),
        Map.entry("leadloop.oplead.profile", LOOKING_UP.toString()),
        Map.entry("leadloop.push.max-in-flight", Integer.toString(PUSHES)),
        // One lead per statement, one statement at a time, one queued lead.
        Map.entry("leadloop.intake.statements-in-flight", "1"),
        Map.entry("leadloop.intake.leads-per-statement", "1"),
        Map.entry("leadloop.intake.max-waiting", "1"));
  }
}
