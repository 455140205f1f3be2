package io.leadloop.testing;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * Makes a broker lose its SCRAM users at its next start. Kafka (4.1.2 to 4.4.0) drops all users of
 * a mechanism when it replays the deletion of a user before it has replayed another, and it replays
 * them in the order of a hash map; so it matters what the deleted user is called.
 */
public final class LostUsers {
  /** A user that is lost too. */
  public static final String BYSTANDER = "bystander";

  private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;
  private static final int ANY_SIZE_OF_MAP = 0xffff;

  private LostUsers() {}

  /** Creates and deletes a user; the loss occurs at the broker's next start. */
  public static void bringAbout(KafkaUser gateway) {
    String first = replayedFirst("user-");
    make(gateway, BYSTANDER);
    make(gateway, first);
    delete(gateway, first);
  }

  /** Deletes a user, which is harmful if its name is {@link #replayedFirst}. */
  public static void delete(KafkaUser gateway, String user) {
    UserScramCredentialDeletion deletion = new UserScramCredentialDeletion(user, MECHANISM);
    gateway.admin(admin -> admin.alterUserScramCredentials(List.of(deletion)).all());
  }

  /** A name that is first in a hash map of any size: its spread hash code ends with zeros. */
  public static String replayedFirst(String prefix) {
    return IntStream.range(0, Integer.MAX_VALUE)
        .mapToObj(number -> prefix + number)
        .filter(name -> ((name.hashCode() ^ name.hashCode() >>> 16) & ANY_SIZE_OF_MAP) == 0)
        .findFirst()
        .orElseThrow();
  }

  private static void make(KafkaUser gateway, String name) {
    UserScramCredentialUpsertion user =
        new UserScramCredentialUpsertion(
            name, new ScramCredentialInfo(MECHANISM, 4096), "a-password");
    gateway.admin(admin -> admin.alterUserScramCredentials(List.of(user)).all());
  }
}
