package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.LostUsers;
import io.leadloop.testing.PackagedGateway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts at the embedded broker outlive a certification, its restarts and its losses. */
@Tag("long")
class KafkaAccountsIT {
  private static final Map<String, String> FAST =
      Map.of("LEADLOOP_SIMULATOR_STATUS_DELAY", "PT0.05S");

  @TempDir Path directory;
  private final ProviderAccounts accounts = new ProviderAccounts();

  @Test
  void everyAccountCanLogInAfterChecksRemovalsAndRestarts() throws Exception {
    Map<String, Object> printed;
    try (PackagedGateway gateway = PackagedGateway.startDemo(directory, FAST)) {
      accounts.create(gateway);
      AdminCommandLine admin = AdminCommandLine.packaged(gateway.url(), gateway.administratorKey());
      AdminCommandLine.Ended certified = admin.end("certify", "salon", gateway.customer());
      assertThat(certified.status()).as(certified.toString()).isZero();
      accounts.change(gateway);
      accounts.assertEveryAccountIsLetIn(gateway);
      printed = ofItsUser(gateway);
    }
    try (PackagedGateway gateway = PackagedGateway.startDemo(directory, FAST)) {
      accounts.assertEveryAccountIsLetIn(gateway);
      assertThat(ofItsUser(gateway)).as("what the demo printed before").isEqualTo(printed);
      assertThat(gateway.output()).doesNotContain("kafka account was missing");
      LostUsers.delete(new KafkaUser(gateway.ownKafka()), "provider-" + ProviderAccounts.HARMFUL);
    }
    try (PackagedGateway gateway = PackagedGateway.startDemo(directory, FAST)) {
      accounts.assertEveryAccountIsLetIn(gateway);
      assertThat(gateway.output())
          .contains("kafka account was missing, recreated user=provider-salon")
          .doesNotContain("ERROR");
    }
  }

  /** What the demo's user may have written down: keys, addresses, passwords. */
  private static Map<String, Object> ofItsUser(PackagedGateway demo) {
    return Map.of(
        "provider", demo.key(),
        "administrator", demo.administratorKey(),
        "kafka", demo.providersKafka(),
        "receiver", demo.receiver(),
        "oplead", demo.oplead(),
        "its token", demo.opleadToken());
  }
}
