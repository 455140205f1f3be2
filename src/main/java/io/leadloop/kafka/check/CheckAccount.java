package io.leadloop.kafka.check;

import io.leadloop.kafka.ScramAccount;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.jboss.logging.Logger;

/**
 * An account that may do what another may at this moment. When it is closed it has no rights and a
 * password that is not kept. It is never deleted: see {@link ScramAccount#retire}. What a gateway
 * that died left in it, the next check overwrites.
 */
final class CheckAccount implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CheckAccount.class);
  private static final String PREFIX = "leadloop-check-";

  private final ScramAccount account;
  private final String username;
  private final String password = ScramAccount.newPassword();

  private CheckAccount(Admin kafka, int number) {
    this.username = PREFIX + number;
    this.account = new ScramAccount(kafka, username);
  }

  /**
   * Gives it a new password and the rights of the original, which may not exist.
   *
   * @param number claimed from {@link CheckAccountRepository}
   */
  static CheckAccount like(String original, int number, Admin kafka) {
    CheckAccount check = new CheckAccount(kafka, number);
    try {
      check.open(new ScramAccount(kafka, original));
      return check;
    } catch (RuntimeException e) {
      check.close();
      throw e;
    }
  }

  /** The password comes first: an earlier holder is let in no more when it has rights again. */
  private void open(ScramAccount original) {
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

  /** A failure is only logged: the result of the check is worth more. */
  @Override
  public void close() {
    try {
      account.retire();
    } catch (RuntimeException e) {
      LOG.warnf("check account keeps its rights user=%s cause=%s", username, e.toString());
    }
  }
}
