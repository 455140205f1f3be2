package io.leadloop.embedded;

/**
 * Which embedded servers this package of the gateway carries. The classes are looked up by name and
 * not linked, so this is safe to ask where their jars are absent.
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
