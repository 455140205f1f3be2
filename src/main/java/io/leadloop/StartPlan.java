package io.leadloop;

import io.leadloop.setting.DatabaseAddresses;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Determines which required settings the start supplies and which are missing, before anything is
 * started. A server that is not configured is embedded if this distribution includes it; an
 * embedded server also supplies the keyset and the public URL, the demo the public URL.
 *
 * @param supplied the keys that the start sets
 * @param missing the keys that the operator must set
 */
record StartPlan(Set<String> supplied, Set<String> missing) {
  static final String DATABASE = DatabaseAddresses.DATABASE;
  static final String KAFKA = "kafka.bootstrap.servers";
  static final String KEYSET = "leadloop.vault.keyset";
  static final String PUBLIC_URL = "leadloop.public-url";

  private static final List<String> REQUIRED = List.of(DATABASE, KAFKA, KEYSET, PUBLIC_URL);

  /**
   * @param isSet whether a key has a value
   * @param demo whether this is the demo
   * @param embeddable the keys of the servers that this distribution includes
   */
  static StartPlan of(Predicate<String> isSet, boolean demo, Set<String> embeddable) {
    Set<String> absent = new LinkedHashSet<>(REQUIRED);
    absent.removeIf(isSet);
    Set<String> supplied = new LinkedHashSet<>(embeddable);
    supplied.retainAll(absent);
    if (!supplied.isEmpty()) {
      supplied.add(KEYSET);
      supplied.add(PUBLIC_URL);
    }
    if (demo) {
      supplied.add(PUBLIC_URL);
    }
    supplied.retainAll(absent);
    Set<String> missing = new LinkedHashSet<>(absent);
    missing.removeAll(supplied);
    return new StartPlan(supplied, missing);
  }

  boolean supplies(String key) {
    return supplied.contains(key);
  }

  boolean startsServers() {
    return supplies(DATABASE) || supplies(KAFKA);
  }
}
