package io.leadloop.ownership;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every table of the database, with the one package whose statements write it. */
public final class TableOwners {
  public static final List<Table> ALL =
      List.of(
          new Table("customer", "customer", "Who works leads in Oplead, with its token and quota"),
          new Table("fingerprint_key", "customer", "The key by which equal tokens are recognised"),
          new Table("provider", "provider", "Who hands leads in, with its account at Kafka"),
          new Table("provider_key", "provider", "API keys of providers, as hashes"),
          new Table(
              "provider_form",
              "provider",
              "The forms by which providers post as to the older form import"),
          new Table("customer_grant", "provider", "Which provider may send to which customer"),
          new Table("grant_version", "provider", "How often grants have changed, for their cache"),
          new Table("administrator_key", "access", "API keys of administrators, as hashes"),
          new Table("browser_session", "session", "Browsers that are signed in, by hashes"),
          new Table(
              "portal_session", "portal.session", "Browsers that are signed in to the portal"),
          new Table("portal_link", "portal.session", "Links that open the portal once, as hashes"),
          new Table(
              "completed_sign_in", "session", "Sign-ins with the issuer that opened a session"),
          new Table("sign_in_link", "session", "Links that open a session once, as hashes"),
          new Table("audit_entry", "access", "What administrators changed; rows are only added"),
          new Table("intake_allowance", "limit", "What each provider has used of its intake limit"),
          new Table("lead", "lead", "Leads as they were handed in, inserted by intake"),
          new Table(
              "lead_progress", "lead", "What happened to a lead; its columns belong to the stages"),
          new Table("lead_queue", "forwarding", "Leads that wait for an attempt"),
          new Table(
              "failed_attempt",
              "forwarding",
              "The last failed attempts of a lead, until its erasure"),
          new Table("lane", "lane", "One row per customer token: state, quota in use, next turn"),
          new Table(
              "lane_slot", "lane", "Requests of the last window that have ended, counted by time"),
          new Table("lane_request", "lane", "Requests in flight"),
          new Table("lane_provider", "lane", "What each provider had of a lane, for fairness"),
          new Table("lane_arrivals", "lane", "Leads that ever waited in a lane, counted in shards"),
          new Table("lane_sample", "lane", "What each lane did in a quarter of an hour, 28 days"),
          new Table(
              "lead_tally",
              "tally",
              "Counts of leads by provider, customer, kind and hour of acceptance"),
          new Table("pending_tally", "tally", "Counts of the last seconds, to be added to these"),
          new Table(
              "lead_update", "update", "Documents and statuses that providers give for a lead"),
          new Table("document_piece", "update", "A document's sealed bytes until Oplead has them"),
          new Table("bulk_operation", "bulk", "Changes of many leads at once, and how far each is"),
          new Table("outbox", "feedback", "Feedback on its way to the log"),
          new Table("outbox_set_aside", "feedback", "Feedback that the log refused for good"),
          new Table("dead_letter", "feedback", "Records of the log that cannot be projected"),
          new Table("outbox_lease", "feedback", "Which replica relays the outbox"),
          new Table("feedback", "feedback", "Feedback that was projected, with its log position"),
          new Table("lead_event", "feedback", "The events that providers read"),
          new Table("feed_mark", "feedback", "When a transaction was current, about once a day"),
          new Table("status_label", "feedback", "Oplead's status names and their codes"),
          new Table("unknown_label", "feedback", "How often names without a code were sent"),
          new Table("unmapped_lead", "feedback", "Leads whose status has a name without a code"),
          new Table("label_mapping", "feedback", "Codes that names were given at run time"),
          new Table(
              "label_correction", "feedback", "How far the leads of such a name are corrected"),
          new Table("log_progress", "feedback", "How far each partition of the log is projected"),
          new Table("push_endpoint", "push", "Where providers receive events, with sealed secrets"),
          new Table(
              "push_cursor",
              "push",
              "How far an endpoint is; moved by delivery and by its provider"),
          new Table("push_lead", "push", "Leads on a cursor of their own, per endpoint"),
          new Table("push_delivery", "push", "The ends of attempts, of about a month"),
          new Table("check_account", "kafka", "Accounts by which Kafka's rights are checked"),
          new Table("awaited_feedback", "silence", "Forwarded leads without a status so far"),
          new Table("customer_pace", "silence", "How soon each customer's feedback usually comes"),
          new Table("subscription", "subscription", "Subscriptions at the customers' Oplead"),
          new Table("subscription_check", "subscription", "When each is to be compared again"));

  private static final Map<String, Table> BY_NAME =
      ALL.stream().collect(toUnmodifiableMap(Table::name, table -> table));

  private TableOwners() {}

  public static Optional<Table> find(String table) {
    return Optional.ofNullable(BY_NAME.get(table));
  }

  /**
   * One table.
   *
   * @param owner the package, relative to the product's root
   * @param purpose what its rows are
   */
  public record Table(String name, String owner, String purpose) {}
}
