package io.leadloop.testing;

import io.leadloop.embedded.EmbeddedServersTestResource;
import java.util.HashMap;
import java.util.Map;

/** Servers and short time-outs for tests of the running application. */
public class GatewayTestResource extends EmbeddedServersTestResource {
  private TestIssuer issuer;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("leadloop.oplead.allow-private-addresses", "true");
    settings.put("leadloop.push.allow-private-addresses", "true");
    settings.put("leadloop.lane.window", "PT2S");
    settings.put("leadloop.access.free-failures", "1000000");
    settings.put("leadloop.directory.noticed-within", "PT0.5S");
    settings.put("leadloop.forwarding.uncertain-wait", "PT1S");
    settings.put("leadloop.silence.interval", "PT0.5S");
    settings.put("leadloop.subscriptions.interval", "PT0.2S");
    settings.put("leadloop.subscriptions.retry-after", "PT0.5S");
    settings.put("leadloop.push.allow-private-addresses", "true");
    settings.put("leadloop.push.retries", "PT0S,PT0.2S,PT0.3S,PT0.5S");
    // Commits wait for no disk: these servers outlive no test.
    settings.put("quarkus.datasource.reactive.additional-properties.synchronous_commit", "off");
    settings.put("quarkus.otel.sdk.disabled", "false");
    settings.put("quarkus.otel.bsp.schedule.delay", "PT0.1S");
    settings.put("leadloop.traces.share", "1");
    SigningKey key = SigningKey.ofIssuer();
    issuer = TestIssuer.start(0, key);
    settings.put(Tokens.ISSUER, issuer.url());
    settings.put(Tokens.SIGNING_KEY, key.toString());
    settings.put("leadloop.access.oidc.sign-in.client-id", TestSignIns.CLIENT);
    settings.put("leadloop.access.oidc.sign-in.client-secret", TestSignIns.SECRET);
    return settings;
  }

  @Override
  public void stop() {
    if (issuer != null) {
      issuer.close();
    }
    super.stop();
  }
}
