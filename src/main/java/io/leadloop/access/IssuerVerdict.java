package io.leadloop.access;

import io.leadloop.access.key.Administrator;

/** What came back from the issuer. */
public sealed interface IssuerVerdict {
  /** A verified token of an administrator. */
  record Admitted(Administrator who) implements IssuerVerdict {}

  /**
   * @param detail the issuer's own words, or empty
   */
  record Refused(Reason reason, String detail) implements IssuerVerdict {}

  /** Why no session was opened. */
  enum Reason {
    /** Another browser began it, or none did, or it was completed already. */
    NOT_BEGUN_HERE,
    /** The issuer answered with an error. */
    REFUSED_BY_ISSUER,
    /** The issuer refused the code, or its token is not one for this sign-in. */
    NOT_VERIFIED,
    /** The token has neither {@link Roles#ADMINISTRATOR} nor {@link Roles#VIEWER}. */
    ROLE_MISSING
  }
}
