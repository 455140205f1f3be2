package io.leadloop.embedded;

/** A user name and password of the embedded broker, formatted for Kafka's settings. */
record BrokerLogin(String username, String password) {
  /** The mechanism of providers, whose passwords are in the broker's metadata. */
  static final String SCRAM = "SCRAM-SHA-512";

  /**
   * The mechanism of the gateway and the broker itself, whose passwords are in the configuration.
   */
  static final String PLAIN = "PLAIN";

  private static final String SECURITY = "org.apache.kafka.common.security.";

  /** The JAAS line of a listener that accepts every SCRAM account in the metadata. */
  static String scramListener() {
    return SECURITY + "scram.ScramLoginModule required;";
  }

  /** The JAAS line of a client with this login. */
  String client() {
    return plain() + ";";
  }

  /** The JAAS line of a listener that accepts only this login, also used by the broker itself. */
  String plainListener() {
    return plain() + " user_%s=\"%s\";".formatted(username, password);
  }

  /** The format argument that creates this account. */
  String formatArgument() {
    return "%s=[name=%s,password=%s]".formatted(SCRAM, username, password);
  }

  private String plain() {
    return SECURITY
        + "plain.PlainLoginModule required username=\"%s\" password=\"%s\""
            .formatted(username, password);
  }

  @Override
  public String toString() {
    return "BrokerLogin[" + username + "]";
  }
}
