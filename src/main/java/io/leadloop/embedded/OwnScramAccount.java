package io.leadloop.embedded;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.jboss.logging.Logger;

/**
 * The gateway's SCRAM account in the metadata of the embedded broker, used only by Kafka's
 * command-line tools. If the broker lost its SCRAM users, this account is restored at start; the
 * gateway restores the providers'.
 */
final class OwnScramAccount {
  private static final Logger LOG = Logger.getLogger(OwnScramAccount.class);
  private static final long TIMEOUT_SECONDS = 30;
  private static final ScramCredentialInfo CREDENTIAL =
      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

  private OwnScramAccount() {}

  /**
   * A failure is only logged, since only Kafka's tools need the account.
   *
   * @param settings the gateway's settings, which use another login
   */
  static void restoreIfLost(Map<String, String> settings, BrokerLogin own) {
    try (Admin admin = Admin.create(client(settings))) {
      if (!users(admin, own).contains(own.username())) {
        UserScramCredentialUpsertion account =
            new UserScramCredentialUpsertion(own.username(), CREDENTIAL, own.password());
        admin
            .alterUserScramCredentials(List.of(account))
            .all()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf("cannot check the broker's own SCRAM account cause=%s", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> users(Admin admin, BrokerLogin own)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin
        .describeUserScramCredentials(List.of(own.username()))
        .users()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private static Map<String, Object> client(Map<String, String> settings) {
    return settings.entrySet().stream()
        .collect(
            Collectors.toMap(
                setting -> setting.getKey().substring("kafka.".length()), Map.Entry::getValue));
  }
}
