package io.leadloop.testing;

import java.util.List;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The rights that the gateway's account needs at an external Kafka according to the operator's
 * guide.
 */
public final class GatewayRights {
  private static final ScramCredentialInfo CREDENTIAL =
      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

  private GatewayRights() {}

  /** Makes such an account. */
  public static void give(KafkaUser administrator, String username, String password) {
    administrator.admin(
        kafka ->
            kafka
                .alterUserScramCredentials(
                    List.of(new UserScramCredentialUpsertion(username, CREDENTIAL, password)))
                .all());
    administrator.admin(
        kafka ->
            kafka
                .createAcls(
                    List.of(
                        allow(username, topics(), AclOperation.CREATE),
                        allow(username, topics(), AclOperation.DESCRIBE),
                        allow(username, topics(), AclOperation.DESCRIBE_CONFIGS),
                        allow(username, topics(), AclOperation.READ),
                        allow(username, topics(), AclOperation.WRITE),
                        allow(username, ownGroup(), AclOperation.READ),
                        allow(username, transactions(), AclOperation.WRITE),
                        allow(username, cluster(), AclOperation.ALTER),
                        allow(username, cluster(), AclOperation.DESCRIBE),
                        allow(username, cluster(), AclOperation.DESCRIBE_CONFIGS),
                        allow(username, everyGroup(), AclOperation.DELETE)))
                .all());
  }

  private static ResourcePattern topics() {
    return new ResourcePattern(ResourceType.TOPIC, "leadloop.", PatternType.PREFIXED);
  }

  private static ResourcePattern ownGroup() {
    return new ResourcePattern(ResourceType.GROUP, "leadloop", PatternType.LITERAL);
  }

  private static ResourcePattern everyGroup() {
    return new ResourcePattern(ResourceType.GROUP, "*", PatternType.LITERAL);
  }

  private static ResourcePattern transactions() {
    return new ResourcePattern(ResourceType.TRANSACTIONAL_ID, "leadloop-", PatternType.PREFIXED);
  }

  private static ResourcePattern cluster() {
    return new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
  }

  private static AclBinding allow(
      String username, ResourcePattern resource, AclOperation operation) {
    return new AclBinding(
        resource,
        new AccessControlEntry("User:" + username, "*", operation, AclPermissionType.ALLOW));
  }
}
