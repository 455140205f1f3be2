package io.leadloop.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.jboss.logging.Logger;

/**
 * An account that may do what another may at this moment, and that goes when it is closed. One that
 * a gateway left behind when it died has a password that nobody knows, and goes with a later one of
 * the same original.
 */
final class TemporaryAccount implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TemporaryAccount.class);

  /** Longer than anybody needs one. */
  private static final Duration LEFT_BEHIND_AFTER = Duration.ofMinutes(10);

  /** When it was made, and what tells it from others. */
  private static final Pattern SUFFIX = Pattern.compile("(\\d{1,11})-.+");

  private final ScramAccount account;
  private final String username;
  private final String password = ScramAccount.newPassword();

  private TemporaryAccount(Admin kafka, String username) {
    this.account = new ScramAccount(kafka, username);
    this.username = username;
  }

  /** Makes one with the rights of the original, which may not exist. */
  static TemporaryAccount like(String original, Admin kafka) {
    removeLeftBehind(original, kafka);
    String username = prefix(original) + Instant.now().getEpochSecond() + "-" + UUID.randomUUID();
    TemporaryAccount temporary = new TemporaryAccount(kafka, username);
    try {
      temporary.make(new ScramAccount(kafka, original));
      return temporary;
    } catch (RuntimeException e) {
      temporary.close();
      throw e;
    }
  }

  /** The password comes first and goes last: by it those that are left behind are found. */
  private void make(ScramAccount original) {
    account.setPassword(password);
    account.allowExactly(original.rights().stream().map(this::mine).toList());
  }

  private AclBinding mine(AclBinding acl) {
    AccessControlEntry entry = acl.entry();
    return new AclBinding(
        acl.pattern(),
        new AccessControlEntry(
            ScramAccount.principal(username),
            entry.host(),
            entry.operation(),
            entry.permissionType()));
  }

  /** Clients that log in as it. */
  AccountClients clients(Map<String, Object> gateway) {
    return new AccountClients(gateway, username, password);
  }

  /** Removes it; a failure is for the log, because what was found out is worth more. */
  @Override
  public void close() {
    try {
      account.remove();
    } catch (RuntimeException e) {
      LOG.warnf("temporary account remains user=%s cause=%s", username, e.toString());
    }
  }

  /** No slug has a dot, so no other account begins like this. */
  private static String prefix(String original) {
    return original + ".check-";
  }

  /** Removes those of the original that nobody can still be using. */
  static void removeLeftBehind(String original, Admin kafka) {
    Instant latest = Instant.now().minus(LEFT_BEHIND_AFTER);
    KafkaAnswers.await(kafka.describeUserScramCredentials().users(), KafkaRight.READ_ACCOUNTS)
        .stream()
        .filter(user -> user.startsWith(prefix(original)))
        .filter(user -> wasMadeBefore(latest, user.substring(prefix(original).length())))
        .forEach(user -> new ScramAccount(kafka, user).remove());
  }

  private static boolean wasMadeBefore(Instant time, String suffix) {
    Matcher matcher = SUFFIX.matcher(suffix);
    return matcher.matches()
        && Instant.ofEpochSecond(Long.parseLong(matcher.group(1))).isBefore(time);
  }
}
