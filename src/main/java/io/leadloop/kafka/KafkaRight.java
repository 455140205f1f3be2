package io.leadloop.kafka;

/**
 * Admin operations of the gateway's own account and the rights that they need. The operator's guide
 * lists them.
 */
public enum KafkaRight {
  CREATE_TOPICS("create a topic", "CREATE on its topics"),
  READ_ACCOUNTS("look at a provider's account", "DESCRIBE on the cluster"),
  CHANGE_ACCOUNTS("change a provider's account", "ALTER on the cluster"),
  DELETE_GROUPS("delete a consumer group", "DELETE on the groups of providers");

  private final String operation;
  private final String requirement;

  KafkaRight(String operation, String requirement) {
    this.operation = operation;
    this.requirement = requirement;
  }

  /** The operation as an infinitive without "to". */
  String operation() {
    return operation;
  }

  /** The ACL operation and resource. */
  String requirement() {
    return requirement;
  }

  /** Whether the right is unnecessary with external accounts. */
  boolean concernsAccounts() {
    return this == READ_ACCOUNTS || this == CHANGE_ACCOUNTS;
  }
}
