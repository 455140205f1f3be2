package io.leadloop.kafka;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/**
 * One user at Kafka: a SCRAM-SHA-512 password and ACLs. Every call blocks, may be made again after
 * any failure, and fails as {@link KafkaAnswers} says.
 */
public final class ScramAccount {
  public static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;

  /** The fewest that Kafka takes: more of them only slow down the guessing of a chosen password. */
  private static final ScramCredentialInfo CREDENTIAL = new ScramCredentialInfo(MECHANISM, 4096);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 32;

  private final Admin kafka;
  private final String username;

  public ScramAccount(Admin kafka, String username) {
    this.kafka = kafka;
    this.username = username;
  }

  /** The form in which ACLs name a user. */
  public static String principal(String username) {
    return "User:" + username;
  }

  /** 256 random bits, in letters, digits, {@code -} and {@code _}. */
  public static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Makes the user when there is none; connections that are open stay open. */
  public void setPassword(String password) {
    KafkaAnswers.await(
        kafka
            .alterUserScramCredentials(
                List.of(new UserScramCredentialUpsertion(username, CREDENTIAL, password)))
            .all(),
        KafkaRight.CHANGE_ACCOUNTS);
  }

  /** Everything that it is allowed or forbidden by name. */
  public Collection<AclBinding> rights() {
    return KafkaAnswers.await(kafka.describeAcls(everyRight()).values(), KafkaRight.READ_ACCOUNTS);
  }

  /** Gives it these rights, and takes all others from it. */
  public void allowExactly(Collection<AclBinding> wanted) {
    Collection<AclBinding> found = rights();
    List<AclBinding> missing = wanted.stream().filter(acl -> !found.contains(acl)).toList();
    List<AclBindingFilter> excess =
        found.stream().filter(acl -> !wanted.contains(acl)).map(AclBinding::toFilter).toList();
    if (!missing.isEmpty()) {
      KafkaAnswers.await(kafka.createAcls(missing).all(), KafkaRight.CHANGE_ACCOUNTS);
    }
    if (!excess.isEmpty()) {
      KafkaAnswers.await(kafka.deleteAcls(excess).all(), KafkaRight.CHANGE_ACCOUNTS);
    }
  }

  /** Whether Kafka has such a user. */
  boolean exists() {
    return KafkaAnswers.await(
            kafka.describeUserScramCredentials(List.of(username)).users(), KafkaRight.READ_ACCOUNTS)
        .contains(username);
  }

  /**
   * Takes its rights, which concerns open connections too, and then gives it a password that is not
   * kept. The user stays: a broker that replays the deletion of a user may forget every user (seen
   * in Kafka 4.1 to 4.4, where the deleted name comes first in a hash map).
   */
  public void retire() {
    KafkaAnswers.await(kafka.deleteAcls(List.of(everyRight())).all(), KafkaRight.CHANGE_ACCOUNTS);
    if (exists()) {
      setPassword(newPassword());
    }
  }

  private AclBindingFilter everyRight() {
    return new AclBindingFilter(
        ResourcePatternFilter.ANY,
        new AccessControlEntryFilter(
            principal(username), null, AclOperation.ANY, AclPermissionType.ANY));
  }
}
