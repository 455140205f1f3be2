package io.leadloop.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the audit, access, signing in, and of states. */
@MessageBundle("console")
public interface ConsoleMessages {
  @Message("Sign in")
  String sign_in();

  @Message("Sign in to the console")
  String sign_in_to();

  @Message("For administrators of this gateway.")
  String sign_in_hint();

  @Message("Administrator key")
  String administrator_key();

  @Message("Starts with lla_. It is sent to this gateway only, and never stored in the browser.")
  String key_hint();

  @Message("This one-time link signs you in.")
  String link_ready();

  @Message("Open the console")
  String link_open();

  @Message("The key or link is not valid, or no longer.")
  String refused_unauthenticated();

  @Message("Too many were refused. Use a valid one, or come back later.")
  String refused_rate_limited();

  @Message("State")
  String state();

  @Message("open")
  String lane_open();

  @Message("paused")
  String lane_paused();

  @Message("token refused")
  String lane_token_refused();

  @Message("closed")
  String lane_closed();

  @Message("half open")
  String lane_half_open();

  @Message("waiting")
  String lead_queued();

  @Message("being sent")
  String lead_forwarding();

  @Message("forwarded")
  String lead_forwarded();

  @Message("rejected")
  String lead_rejected();

  @Message("uncertain")
  String lead_uncertain();

  @Message("held")
  String lead_held();

  @Message("expired")
  String lead_expired();

  @Message("to be verified")
  String endpoint_pending();

  @Message("active")
  String endpoint_active();

  @Message("failing")
  String endpoint_failing();

  @Message("paused")
  String endpoint_paused();

  @Message("gone")
  String endpoint_gone();

  @Message("disabled")
  String endpoint_disabled();

  @Message("Each change by an administrator, newest first. Entries cannot be changed.")
  String audit_hint();

  @Message("Time")
  String time();

  @Message("Who")
  String actor();

  @Message("Action")
  String action();

  @Message("Subject")
  String subject();

  @Message("From")
  String address();

  @Message("Difference")
  String difference();

  @Message("Before")
  String before();

  @Message("After")
  String after();

  @Message("Nothing was changed yet")
  String audit_empty();

  @Message("Changes appear here as soon as an administrator makes one.")
  String audit_empty_hint();

  @Message("Administrator keys")
  String keys();

  @Message("A revoked key is refused within 5 seconds, and its sessions end.")
  String keys_hint();

  @Message("Key")
  String key();

  @Message("Holder")
  String holder();

  @Message("Created")
  String created();

  @Message("Expires")
  String expires();

  @Message("Last used")
  String last_used();

  @Message("Revoke")
  String revoke();

  @Message("Revoke the key {key}? Its calls are refused from then on.")
  String revoke_ask(String key);

  @Message("Only the bootstrap key of the settings is in use")
  String no_keys();

  @Message("Create keys with names, so that the audit shows who acted.")
  String no_keys_hint();

  @Message("Sessions")
  String sessions();

  @Message("Browsers that are signed in.")
  String sessions_hint();

  @Message("Opened")
  String opened();

  @Message("Ends")
  String ends();

  @Message("End")
  String end();

  @Message("End all")
  String end_all();

  @Message("End all sessions, this one too?")
  String end_all_ask();

  @Message("Version")
  String version();

  @Message("Runtime")
  String runtime();

  @Message("Settings")
  String settings();

  @Message("Settings of this replica that are set; secrets and texts are masked.")
  String settings_hint();

  @Message("Setting")
  String setting();

  @Message("Value")
  String value();

  @Message("Time zone")
  String time_zone();

  @Message("archived")
  String archived();

  @Message("Archived on")
  String archived_at();

  @Message("Archive")
  String archive();

  @Message("Show archived")
  String show_archived();

  @Message("Show current")
  String show_current();

  @Message("None is archived")
  String none_archived();
}
