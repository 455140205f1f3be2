package io.leadloop.oplead.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How requests are written. Every path is one under a customer's base address. */
public record WireProfile(
    Token token,
    Leads leads,
    Documents documents,
    Status status,
    Subscriptions subscriptions,
    Form form) {

  /**
   * How a customer's token travels.
   *
   * @param scheme the word before the token in the header
   * @param queryParameter carries the token instead of the header
   * @param checkPath the path, with its query, of a request that a good token may make
   */
  public record Token(
      String header, Optional<String> scheme, Optional<String> queryParameter, String checkPath) {}

  /**
   * How leads are created, read and looked up.
   *
   * @param readPath of one lead; {@code {id}} stands for Oplead's id of it
   * @param lookUpPath asks for a lead by {@code {webhook}} or {@code {reference}}
   * @param testQuery the query of a test lead
   */
  public record Leads(
      String path,
      String method,
      String readPath,
      Optional<String> lookUpPath,
      ProviderFields providerFields,
      Optional<String> testQuery) {}

  /**
   * How a document is attached to a lead.
   *
   * @param path {@code {id}} stands for Oplead's id of the lead
   * @param part the name of the part that is the document
   */
  public record Documents(String path, String method, String part) {}

  /**
   * How a lead's status is set.
   *
   * @param path {@code {id}} stands for Oplead's id of the lead
   * @param member of the body, for the status's label
   */
  public record Status(String path, String method, String member) {}

  /**
   * How the gateway subscribes.
   *
   * @param path where subscriptions are made and listed
   * @param removePath where one is ended; {@code {id}} stands for Oplead's id of it
   */
  public record Subscriptions(
      String path,
      String method,
      String removePath,
      String eventMember,
      String urlMember,
      Events events) {}

  /**
   * How a lead is written for the older form import, a JSON object with flat members.
   *
   * @param formMember the member that is the form's name
   * @param tokenMember the member that is the token
   * @param names what a lead's members are called there, by their usual names; others keep theirs
   * @param required what the form import requires, by its own names
   * @param providerFields how the lead names its provider; empty where it does not
   */
  public record Form(
      String formMember,
      String tokenMember,
      Map<String, String> names,
      List<String> required,
      Optional<ProviderFields> providerFields) {}

  /** What Oplead calls the events. */
  public record Events(String assigned, String status, String appointment) {}
}
