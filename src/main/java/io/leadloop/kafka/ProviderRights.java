package io.leadloop.kafka;

import io.leadloop.provider.Provider;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The permissions of a provider's Kafka account: read its own topic with its own consumer groups.
 * As ACLs for managed accounts, as commands for external ones.
 */
public final class ProviderRights {
  private static final List<AclOperation> OPERATIONS =
      List.of(AclOperation.READ, AclOperation.DESCRIBE);
  private static final String COMMAND =
      "kafka-acls.sh --bootstrap-server %s --command-config <admin.properties> --add"
          + " --allow-principal %s --operation Read --operation Describe %s";

  private ProviderRights() {}

  public static List<AclBinding> of(Provider provider, String username) {
    ResourcePattern topic =
        new ResourcePattern(ResourceType.TOPIC, provider.topic(), PatternType.LITERAL);
    ResourcePattern groups =
        new ResourcePattern(ResourceType.GROUP, provider.groupPrefix(), PatternType.PREFIXED);
    return Stream.of(topic, groups)
        .flatMap(
            resource -> OPERATIONS.stream().map(operation -> allow(resource, username, operation)))
        .toList();
  }

  /** The commands for external accounts. */
  static List<KafkaGrant> commands(Provider provider, String username, String bootstrapServers) {
    String principal = ScramAccount.principal(username);
    return List.of(
        new KafkaGrant(
            "READ and DESCRIBE on the topic " + provider.topic(),
            COMMAND.formatted(bootstrapServers, principal, "--topic " + provider.topic())),
        new KafkaGrant(
            "READ and DESCRIBE on the consumer groups that begin with " + provider.groupPrefix(),
            COMMAND.formatted(
                bootstrapServers,
                principal,
                "--group " + provider.groupPrefix() + " --resource-pattern-type prefixed")));
  }

  private static AclBinding allow(
      ResourcePattern resource, String username, AclOperation operation) {
    return new AclBinding(
        resource,
        new AccessControlEntry(
            ScramAccount.principal(username), "*", operation, AclPermissionType.ALLOW));
  }
}
