package io.leadloop.kafka;

/**
 * What the gateway's own account does by Kafka's administration, and the right that it needs for
 * it. The README lists them for operators.
 */
public enum KafkaRight {
  CREATE_TOPICS("create a topic", "CREATE on its topics"),
  READ_ACCOUNTS("look at a provider's account", "DESCRIBE on the cluster"),
  CHANGE_ACCOUNTS("change a provider's account", "ALTER on the cluster"),
  DELETE_GROUPS("delete a consumer group", "DELETE on the groups of providers");

  private final String deed;
  private final String needs;

  KafkaRight(String deed, String needs) {
    this.deed = deed;
    this.needs = needs;
  }

  /** What is done, as it follows "to". */
  String deed() {
    return deed;
  }

  /** The operation and the resource, in the words of Kafka's ACLs. */
  String needs() {
    return needs;
  }

  /** Whether the gateway can do without, where the accounts are made by others. */
  boolean concernsAccounts() {
    return this == READ_ACCOUNTS || this == CHANGE_ACCOUNTS;
  }
}
