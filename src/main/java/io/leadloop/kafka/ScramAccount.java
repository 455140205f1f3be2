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
 * One Kafka user: a SCRAM-SHA-512 password and ACLs. All calls block, are idempotent and fail as
 * described in {@link KafkaAnswers}.
 */
public final class ScramAccount {
  public static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;

  /** Kafka's minimum of iterations; more would only protect passwords chosen by people. */
  private static final ScramCredentialInfo CREDENTIAL = new ScramCredentialInfo(MECHANISM, 4096);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 32;

  private final Admin kafka;
  private final String username;

  public ScramAccount(Admin kafka, String username) {
    this.kafka = kafka;
    this.username = username;
  }

  /** The principal of a user in ACLs. */
  public static String principal(String username) {
    return "User:" + username;
  }

  /** 256 random bits in URL-safe Base64. */
  public static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Creates the user if absent; open connections stay open. */
  public void setPassword(String password) {
    KafkaAnswers.await(
        kafka
            .alterUserScramCredentials(
                List.of(new UserScramCredentialUpsertion(username, CREDENTIAL, password)))
            .all(),
        KafkaRight.CHANGE_ACCOUNTS);
  }

  /** All ACLs of the user. */
  public Collection<AclBinding> rights() {
    return KafkaAnswers.await(kafka.describeAcls(everyRight()).values(), KafkaRight.READ_ACCOUNTS);
  }

  /** Sets exactly these rights, removing all others. */
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

  /** Whether the user exists. */
  boolean exists() {
    return KafkaAnswers.await(
            kafka.describeUserScramCredentials(List.of(username)).users(), KafkaRight.READ_ACCOUNTS)
        .contains(username);
  }

  /**
   * Removes its rights, which also affects open connections, and then sets a password that is
   * discarded. The user is not deleted: a broker that replays a user's deletion may lose every user
   * (Kafka 4.1 to 4.4, if the deleted name comes first in a hash map).
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
