package io.leadloop.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the frame, and words that several areas use. */
@MessageBundle
public interface PageMessages {
  @Message("Overview")
  String overview();

  @Message("Leads")
  String leads();

  @Message("Customers")
  String customers();

  @Message("Providers")
  String providers();

  @Message("Push")
  String push();

  @Message("Feedback")
  String feedback();

  @Message("Audit")
  String audit();

  @Message("Access")
  String access();

  @Message("About")
  String about();

  @Message("Error codes")
  String problems();

  @Message("API reference")
  String reference();

  @Message("Sections")
  String sections();

  @Message("Skip to the content")
  String skip();

  @Message("Search leads")
  String search();

  @Message("Id or reference")
  String search_hint();

  @Message("Sign out")
  String sign_out();

  @Message("Français")
  String other_language();

  @Message("Theme: as the system")
  String theme_system();

  @Message("Theme: light")
  String theme_light();

  @Message("Theme: dark")
  String theme_dark();

  @Message("Signed in as {name}")
  String signed_in_as(String name);

  @Message("read only")
  String read_only();

  @Message("Request {id}")
  String request(String id);

  @Message("Back to the overview")
  String back_to_overview();

  @Message("More")
  String next_page();

  @Message("First page")
  String first_page();

  @Message("none")
  String none();

  @Message("never")
  String never();

  @Message("since {duration}")
  String since(String duration);

  @Message("{duration} ago")
  String ago(String duration);

  @Message("in {duration}")
  String in(String duration);

  @Message("Details")
  String details();

  @Message("Pause updates")
  String pause_updates();

  @Message("Done.")
  String done();
}
