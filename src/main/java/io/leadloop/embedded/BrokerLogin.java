package io.leadloop.embedded;

/** A name and a password at the embedded broker, in the forms in which Kafka wants them. */
record BrokerLogin(String username, String password) {
  /** How clients prove that they know the password. */
  static final String MECHANISM = "SCRAM-SHA-512";

  private static final String SECURITY = "org.apache.kafka.common.security.";

  /** The JAAS line of a client that logs in as this. */
  String scram() {
    return jaas("scram.ScramLoginModule") + ";";
  }

  /** The JAAS line of a listener that takes this login and no other, and of its client. */
  String plain() {
    return jaas("plain.PlainLoginModule") + " user_%s=\"%s\";".formatted(username, password);
  }

  /** The argument that makes this account when the data is formatted. */
  String formatArgument() {
    return "%s=[name=%s,password=%s]".formatted(MECHANISM, username, password);
  }

  private String jaas(String module) {
    return "%s%s required username=\"%s\" password=\"%s\""
        .formatted(SECURITY, module, username, password);
  }

  @Override
  public String toString() {
    return "BrokerLogin[" + username + "]";
  }
}
