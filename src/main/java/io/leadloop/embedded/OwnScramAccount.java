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
 * The gateway's account in the metadata of the embedded broker, for Kafka's tools: the gateway
 * itself does not need it. A broker that has lost its SCRAM users gets this one back when it
 * starts; the providers' follow from the gateway.
 */
final class OwnScramAccount {
  private static final Logger LOG = Logger.getLogger(OwnScramAccount.class);
  private static final long WITHIN_SECONDS = 30;
  private static final ScramCredentialInfo CREDENTIAL =
      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

  private OwnScramAccount() {}

  /**
   * A failure is only logged: whatever does not use Kafka's tools goes on without the account.
   *
   * @param settings of the gateway, which log in without it
   */
  static void makeIfLost(Map<String, String> settings, BrokerLogin own) {
    try (Admin admin = Admin.create(client(settings))) {
      if (!users(admin, own).contains(own.username())) {
        UserScramCredentialUpsertion account =
            new UserScramCredentialUpsertion(own.username(), CREDENTIAL, own.password());
        admin
            .alterUserScramCredentials(List.of(account))
            .all()
            .get(WITHIN_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf("the broker's own SCRAM account could not be checked cause=%s", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> users(Admin admin, BrokerLogin own)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin
        .describeUserScramCredentials(List.of(own.username()))
        .users()
        .get(WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private static Map<String, Object> client(Map<String, String> settings) {
    return settings.entrySet().stream()
        .collect(
            Collectors.toMap(
                setting -> setting.getKey().substring("kafka.".length()), Map.Entry::getValue));
  }
}
