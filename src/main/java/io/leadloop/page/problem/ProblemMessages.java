package io.leadloop.page.problem;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words around {@link ProblemArticle articles}. */
@MessageBundle("problem")
public interface ProblemMessages {
  @Message("What this means and what to do")
  String explained();

  @Message("Each answer that is an error has one of these as its type.")
  String hint();

  @Message("There is no problem named {slug}. These are all:")
  String unknown(String slug);

  @Message("Title")
  String title();

  @Message("Name")
  String name();

  @Message("HTTP status")
  String status();

  @Message("Repeat?")
  String repeat();

  @Message("later")
  String later();

  @Message("no")
  String no();

  @Message("What it means")
  String meaning();

  @Message("Why it happens")
  String cause();

  @Message("What to do")
  String remedy();

  @Message("Does repeating the request help?")
  String repeating();

  @Message("An example")
  String example();

  @Message(
      "Titles and details of the API are in English. Where a provider posts to the older form"
          + " import, the HTTP status may be another, as its settings have it; the type is the same.")
  String note();
}
