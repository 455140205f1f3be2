package io.leadloop.kafka.check;

import io.leadloop.kafka.ScramAccount;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.jboss.logging.Logger;

/**
 * An account with a copy of another account's rights. Closing it removes the rights and discards
 * the password; it is never deleted, see {@link ScramAccount#retire}. The next check overwrites
 * leftovers of a crashed gateway.
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
   * Sets a new password and copies the rights of the original, which need not exist.
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

  /** The password is set first, so that an earlier holder cannot log in when rights are added. */
  private void open(ScramAccount original) {
    account.setPassword(password);
    account.allowExactly(original.rights().stream().map(this::ownAcl).toList());
  }

  private AclBinding ownAcl(AclBinding acl) {
    AccessControlEntry entry = acl.entry();
    return new AclBinding(
        acl.pattern(),
        new AccessControlEntry(
            ScramAccount.principal(username),
            entry.host(),
            entry.operation(),
            entry.permissionType()));
  }

  /** Clients with this account's login. */
  AccountClients clients(Map<String, Object> gateway) {
    return new AccountClients(gateway, username, password);
  }

  /** A failure is only logged, so as not to lose the result of the check. */
  @Override
  public void close() {
    try {
      account.retire();
    } catch (RuntimeException e) {
      LOG.warnf("check account not retired user=%s cause=%s", username, e.toString());
    }
  }
}
