package io.leadloop.console.access;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of signing in with the issuer, of keys and sessions, and of the audit's filters. */
@MessageBundle("access")
public interface AccessMessages {
  @Message("Sign in with {issuer}")
  String sign_in_with(String issuer);

  @Message("or with a key")
  String or_key();

  @Message(
      "This sign-in was not begun in this browser, took too long, or was completed before. Begin"
          + " again.")
  String refused_not_begun_here();

  @Message("The issuer answered: {detail}")
  String refused_by_issuer(String detail);

  @Message("The issuer’s answer cannot be verified. Begin again.")
  String refused_not_verified();

  @Message(
      "The issuer knows you, but your token has none of the roles {roles}. Ask the"
          + " administrators of the issuer for one.")
  String refused_role_missing(String roles);

  @Message("Role")
  String role();

  @Message("administrator")
  String role_admin();

  @Message("viewer, read only")
  String role_viewer();

  @Message("Create a key")
  String create();

  @Message("Name of its holder")
  String name();

  @Message("Expires on")
  String expires_on();

  @Message("Empty: never.")
  String expires_hint();

  @Message("The key is created")
  String result_key_new();

  @Message("OIDC")
  String oidc();

  @Message("From day")
  String from();

  @Message("To day")
  String until();

  @Message("Filter")
  String apply();

  @Message("Clear")
  String clear();

  @Message("As CSV")
  String csv();

  @Message("The newest {count} entries of this filter at most")
  String csv_hint(String count);

  @Message("No entry matches")
  String none_found();

  @Message(
      "Actors, actions and subjects are compared as a whole. Follow one in an entry to see all of it.")
  String none_found_hint();

  @Message("None of those read matches so far; there are older ones.")
  String short_page();

  @Message("Fields: {count}")
  String values(int count);

  @Message("Field")
  String field();
}
