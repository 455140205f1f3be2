package io.leadloop.embedded;

/** A name and a password at the embedded broker, in the forms in which Kafka wants them. */
record BrokerLogin(String username, String password) {
  /** How providers prove that they know their password, which the broker keeps in its metadata. */
  static final String SCRAM = "SCRAM-SHA-512";

  /** How the gateway and the broker itself do, whose passwords are in the configuration. */
  static final String PLAIN = "PLAIN";

  private static final String SECURITY = "org.apache.kafka.common.security.";

  /** The JAAS line of a listener that takes every SCRAM account of the metadata. */
  static String scramListener() {
    return SECURITY + "scram.ScramLoginModule required;";
  }

  /** The JAAS line of a client that logs in as this. */
  String client() {
    return plain() + ";";
  }

  /**
   * The JAAS line of a listener that takes this login and no other, and of the broker's own use.
   */
  String plainListener() {
    return plain() + " user_%s=\"%s\";".formatted(username, password);
  }

  /** The argument that makes this account when the data is formatted. */
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
