package io.leadloop.embedded;

/**
 * Which embedded servers this distribution includes. Classes are looked up by name and not linked,
 * so this works without their jars.
 */
public final class EmbeddedJars {
  private EmbeddedJars() {}

  /** Whether {@link EmbeddedPostgreSql} may be used. */
  public static boolean carryPostgreSql() {
    return isPresent("io.zonky.test.db.postgres.embedded.EmbeddedPostgres");
  }

  /** Whether {@link EmbeddedKafka} may be used. */
  public static boolean carryKafka() {
    return isPresent("kafka.server.KafkaRaftServer");
  }

  private static boolean isPresent(String className) {
    try {
      Class.forName(className, false, EmbeddedJars.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
