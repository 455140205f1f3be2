package io.leadloop.testing;

import io.leadloop.embedded.LoopbackPort;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/**
 * A gateway that is soon at its limits, waits for nobody, knows how to ask an Oplead whether it has
 * a lead, and has nobody at its issuer's address. It is one for all tests that need any of this,
 * because the application starts anew, with its servers, for each profile.
 */
public final class NarrowProfile implements QuarkusTestProfile {
  /** How many keys one may guess before one has to wait. */
  public static final int FREE_FAILURES = 3;

  /** How long a body may take to arrive. */
  public static final Duration BODY_TIMEOUT = Duration.ofSeconds(1);

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadloop.http.body-timeout",
        BODY_TIMEOUT.toString(),
        "quarkus.http.idle-timeout",
        "6S",
        "leadloop.intake.event-heartbeat",
        "PT0.5S",
        "leadloop.access.free-failures",
        Integer.toString(FREE_FAILURES),
        Tokens.ISSUER,
        "http://localhost:" + LoopbackPort.free(),
        "leadloop.oplead.look-up.path",
        "/leads?provider_webhook_url={webhook}",
        // One lead in a statement, one statement at a time, and one lead that waits.
        "leadloop.intake.statements-in-flight",
        "1",
        "leadloop.intake.leads-per-statement",
        "1",
        "leadloop.intake.max-waiting",
        "1");
  }
}
