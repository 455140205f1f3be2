package io.leadloop.oplead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where Oplead is and how it is spoken to; every key is an assumption that an operator may correct.
 */
@ConfigMapping(prefix = "leadloop.oplead")
public interface OpleadConfig {
  /** Where Oplead is, for customers that name no address of their own. */
  @WithDefault("https://api.oplead.com/v1")
  URI baseUrl();

  /** Whether a customer's Oplead may be at a loopback, link-local or private address. */
  @WithDefault("false")
  boolean allowPrivateAddresses();

  /** The path that takes a new lead, below the base URL. */
  @WithDefault("/leads")
  String leadsPath();

  /** How long a connection may take. */
  @WithDefault("PT5S")
  Duration connectTimeout();

  /** How long the whole answer may take from the moment the request is sent. */
  @WithDefault("PT10S")
  Duration answerTimeout();

  /** How long an idle connection is kept; shorter than Oplead keeps it. */
  @WithDefault("PT5S")
  Duration keepAlive();

  /** Connections to one customer's Oplead at most. */
  @WithDefault("64")
  @Min(1)
  int connections();

  /** How much of an answer is read, in bytes. */
  @WithDefault("65536")
  @Min(1)
  int maxAnswerBytes();

  /** How the token travels. */
  Token token();

  /** How the gateway's own members of a lead are written: {@code flat} or {@code nested}. */
  @WithDefault("flat")
  ProviderFields providerFields();

  /**
   * JSON pointers to the lead's id in the answer to its creation; the first that is there counts.
   */
  @WithDefault("/id,/leadIdentifier,/identifier,/lead/id,/data/id")
  List<String> idPointers();

  /** What is read from a callback. */
  Callback callback();

  /** Oplead's words for each status code, compared without capitals, accents and spaces. */
  Statuses statuses();

  /** The token's place in a request. */
  interface Token {
    /** The header that carries it, where no query parameter does. */
    @WithDefault("Authorization")
    String header();

    /** The word before it in the header; empty for none. */
    @WithDefault("Bearer")
    Optional<String> scheme();

    /** The query parameter that carries it instead of a header. */
    Optional<String> queryParameter();
  }

  /** The places of a callback's facts, as JSON pointers; the first that is there counts. */
  interface Callback {
    /** The status' label. */
    @WithDefault(
        "/status/label,/status/name,/status,/lead/status/label,/lead/status,/new_status,/statut")
    List<String> statusPointers();

    /** When the status took effect. */
    @WithDefault("/updated_at,/date,/occurred_at,/timestamp")
    List<String> timePointers();
  }

  /** Labels by code, one key a code. */
  interface Statuses {
    /** The lead is new. */
    @WithName("new")
    @WithDefault("Nouveau,Nouvelle,New")
    List<String> fresh();

    /** Somebody works on it. */
    @WithDefault("En cours,In progress")
    List<String> inProgress();

    /** It is kept for later. */
    @WithDefault("Nurserie,Nursery")
    List<String> nursery();

    /** There is an appointment. */
    @WithDefault("Rendez-vous,RDV,Appointment")
    List<String> appointment();

    /** A quote is to be made. */
    @WithDefault("Devis à faire,Quote to do")
    List<String> quoteToDo();

    /** A quote is to be followed up. */
    @WithDefault("Devis à relancer,Devis relancer,Quote follow-up")
    List<String> quoteFollowUp();

    /** The customer won it. */
    @WithDefault("Gagné,Gagnée,Won")
    List<String> won();

    /** The customer lost it. */
    @WithDefault("Perdu,Perdue,Lost")
    List<String> lost();

    /** Nothing comes of it. */
    @WithDefault("Sans suite,No follow-up")
    List<String> noFollowUp();
  }
}
