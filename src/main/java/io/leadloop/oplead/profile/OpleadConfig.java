package io.leadloop.oplead.profile;

import com.fasterxml.jackson.core.JsonPointer;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.oplead.status.StatusCode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How Oplead is called and read. No specification of its API was at hand, so whatever is assumed of
 * it is a key here, which an operator can correct without a release.
 */
@ConfigMapping(prefix = "leadloop.oplead")
public interface OpleadConfig {
  /** How long a connection that is given up may take to report whether the request had left. */
  long CLOSING_MILLIS = 5_000;

  /** The base address of a customer's Oplead where the customer names none. */
  @WithDefault("https://api.oplead.com/v1")
  URI baseUrl();

  /** Whether a customer's base address may lead to a loopback, private or reserved address. */
  @WithDefault("false")
  boolean allowPrivateAddresses();

  /** How long finding the host, and then having a connection to it, may each take. */
  @WithDefault("PT5S")
  @DurationMin(millis = 1)
  Duration connectTimeout();

  /** How long sending a request and receiving the whole of its answer may take together. */
  @WithDefault("PT10S")
  @DurationMin(millis = 1)
  Duration readTimeout();

  /**
   * How many bytes of an answer's body are read; the rest is cut off with its connection. At the
   * most what fits into a record of the feedback log, in whatever charset the answer was.
   */
  @WithDefault("65536")
  @Min(0)
  @Max(245_760)
  int maxAnswerBytes();

  /** The connections that are kept open. */
  Pool pool();

  /** How a customer's token travels. */
  Token token();

  /** How a lead is created. */
  Leads leads();

  /** How a document is attached to a lead. */
  Documents documents();

  /** How a lead's status is set. */
  SetStatus status();

  /** What Oplead's answers to documents and statuses mean. */
  Updates updates();

  /** How the gateway subscribes to what happens to all of a customer's leads. */
  Subscriptions subscriptions();

  /** How Oplead is asked whether it has a lead. */
  LookUp lookUp();

  /** What Oplead's answers mean. */
  Answers answers();

  /** How callbacks are read. */
  Callback callback();

  /** What Oplead calls the statuses. */
  Statuses statuses();

  /**
   * The longest that a call can take: finding the host, having a connection, the exchange, and the
   * end of a connection that was given up.
   *
   * @param document whether it attaches a document
   */
  default Duration longestCall(boolean document) {
    Duration exchange = document ? documents().timeout() : readTimeout();
    return connectTimeout().multipliedBy(2).plus(exchange).plusMillis(CLOSING_MILLIS);
  }

  /** The connections that are kept open. */
  interface Pool {

    /** The most connections to one host; hosts are shared by customers. */
    @WithDefault("1024")
    @Min(1)
    @Max(10_000)
    int size();

    /**
     * How long a connection is left unused after an answer, so that surplus bytes which follow an
     * answer are not taken for the answer to the next request.
     */
    @WithDefault("PT0.1S")
    @DurationMin(millis = 0)
    @DurationMax(seconds = 60)
    Duration rest();

    /**
     * How long an unused connection is kept. Shorter than what servers usually allow (5 s and
     * more), since a request on a connection that Oplead is closing ends as unknown.
     */
    @WithDefault("PT4S")
    @DurationMin(seconds = 1)
    Duration keepAlive();
  }

  /** How a customer's token travels: in a header, or in the query where a parameter is named. */
  interface Token {

    /** The header that carries the token. */
    @WithDefault("Authorization")
    @TokenHeader
    String header();

    /** The word before the token in the header, parted from it by a space; empty for none. */
    @WithDefault("Bearer")
    Optional<@Pattern(regexp = "[A-Za-z]{0,50}") String> scheme();

    /** The query parameter that carries the token instead of the header. */
    Optional<@Pattern(regexp = "[A-Za-z0-9_-]{1,100}") String> queryParameter();
  }

  /** How a lead is created. */
  interface Leads {

    /** The path of leads under the base address. */
    @WithDefault("/leads")
    @RequestPath
    String path();

    /**
     * The path of one lead under the base address; {@code {id}} stands for Oplead's id of the lead.
     */
    @WithDefault("/leads/{id}")
    @RequestPath(placeholders = "{id}", required = true)
    String readPath();

    /** The method that creates a lead. */
    @WithDefault("POST")
    @Pattern(regexp = "POST|PUT|PATCH")
    String method();

    /** How the provider's name and webhook address are written in the body. */
    @WithDefault("flat")
    ProviderFields providerFields();

    /**
     * Where the answer may hold Oplead's id of the lead; the first that is there counts, and of an
     * address its last segment. Where none is, the header {@code Location} may hold it.
     */
    @WithDefault("/id,/leadIdentifier,/identifier,/lead/id,/data/id")
    @NotEmpty
    List<JsonPointer> idPointers();

    /** What the query of a test lead says; empty where Oplead has no test mode for leads. */
    @WithDefault("test=true")
    Optional<@Pattern(regexp = "[A-Za-z0-9._~=&%+-]+") String> testQuery();
  }

  /** How a document is attached to a lead. */
  interface Documents {

    /**
     * The path under the base address; {@code {id}} stands for Oplead's id of the lead. Its pages
     * also print {@code /leads/{id}/attachments}.
     */
    @WithDefault("/leads/{id}/document/add")
    @RequestPath(placeholders = "{id}", required = true)
    String path();

    /** The method that adds a document. */
    @WithDefault("POST")
    @Pattern(regexp = "POST|PUT|PATCH")
    String method();

    /** The name of the part of {@code multipart/form-data} that is the document. */
    @WithDefault("file")
    @Pattern(regexp = "[^\"\\r\\n]+")
    String part();

    /** How long sending one and receiving the answer may take together. */
    @WithDefault("PT30S")
    @DurationMin(millis = 1)
    Duration timeout();
  }

  /** How a lead's status is set. */
  interface SetStatus {

    /** The path under the base address; {@code {id}} stands for Oplead's id of the lead. */
    @WithDefault("/leads/{id}/status")
    @RequestPath(placeholders = "{id}", required = true)
    String path();

    /** The method that sets it. */
    @WithDefault("PUT")
    @Pattern(regexp = "POST|PUT|PATCH")
    String method();

    /** The member of the body that is the status's label. */
    @WithDefault("status")
    @NotBlank
    String member();
  }

  /**
   * What Oplead's answers to documents and statuses mean, where it is not what it means of leads.
   */
  interface Updates {

    /** Statuses that refuse a document or a status for good. */
    @WithDefault("400,404,410,413,415,422")
    Set<Integer> refused();
  }

  /** How the gateway subscribes to what happens to all of a customer's leads. */
  interface Subscriptions {

    /** The path under the base address at which subscriptions are made and listed. */
    @WithDefault("/subscriptions")
    @RequestPath
    String path();

    /**
     * The path of one subscription, at which it is ended; {@code {id}} stands for Oplead's id of
     * it.
     */
    @WithDefault("/subscriptions/{id}")
    @RequestPath(placeholders = "{id}", required = true)
    String removePath();

    /** The method that makes one. */
    @WithDefault("POST")
    @Pattern(regexp = "POST|PUT|PATCH")
    String method();

    /** The member of the body that says to what is subscribed. */
    @WithDefault("event")
    @NotBlank
    String eventMember();

    /** The member of the body that is the address to be called. */
    @WithDefault("url")
    @NotBlank
    String urlMember();

    /** What Oplead calls what can be subscribed to. */
    Events events();

    /** Where the list of subscriptions is in its answer; the whole of it when this is empty. */
    Optional<JsonPointer> listPointer();

    /** Where a subscription holds its id; the first that is there counts. */
    @WithDefault("/id,/subscriptionIdentifier,/identifier,/subscription/id,/data/id")
    @NotEmpty
    List<JsonPointer> idPointers();

    /** Where a subscription holds the address that is called; the first that is there counts. */
    @WithDefault("/url,/callback_url,/webhook_url,/target_url")
    @NotEmpty
    List<JsonPointer> urlPointers();
  }

  /** What Oplead calls what can be subscribed to. */
  interface Events {

    /** Of {@link SubscriptionKind#ASSIGNED}. */
    @WithDefault("lead_assigned")
    @NotBlank
    String assigned();

    /** Of {@link SubscriptionKind#STATUS}. */
    @WithDefault("lead_status_changed")
    @NotBlank
    String status();

    /** Of {@link SubscriptionKind#APPOINTMENT}. */
    @WithDefault("appointment_updated")
    @NotBlank
    String appointment();
  }

  /** The path, with its query, of a request that changes nothing and that a good token may make. */
  @WithDefault("/leads?limit=1")
  @RequestPath
  String tokenCheckPath();

  /** How Oplead is asked whether it has a lead after a request whose answer was lost. */
  interface LookUp {

    /**
     * The path, with its query, of the request that asks; without it no look-up is made. {@code
     * {webhook}} and {@code {reference}} stand for the lead's webhook address and the provider's
     * own id.
     */
    Optional<@RequestPath(placeholders = {"{webhook}", "{reference}"}) String> path();

    /** Where the answer holds the leads, or the one lead; the whole of it when this is empty. */
    Optional<JsonPointer> leadsPointer();

    /** Where a lead may repeat its webhook address; the first that is there counts. */
    @WithDefault("/provider_webhook_url,/provider/webhook_url,/lead/provider_webhook_url")
    @NotEmpty
    List<JsonPointer> webhookPointers();
  }

  /** What Oplead's answers mean, where their HTTP status alone does not say it for certain. */
  interface Answers {

    /** Statuses, besides every 2xx, that mean Oplead has the lead. */
    @WithDefault("409")
    Optional<Set<Integer>> accepted();

    /**
     * Where a 2xx answer may say whether it succeeded: {@code false}, 0, {@code no} or a failure
     * word there refuses what was sent. Names are compared by their letters and digits. Places that
     * end in {@code accepted} or {@code valid} count only where the answer names no id.
     */
    @WithDefault(
        "/success,/succes,/is_success,/ok,/accepted,/valid,/status/success,/meta/success,"
            + "/data/success,/result/success,/response/success")
    Optional<List<JsonPointer>> successPointers();

    /**
     * Where a 2xx answer to a lead, a document or a status may say in words how it ended: a failure
     * word, or {@code false}, refuses what was sent. Where the answer names an id, the text must be
     * {@code error}, {@code erreur}, {@code fail}, {@code failed}, {@code failure} or {@code echec}
     * as a whole, and places that end in {@code response}, {@code return}, {@code retour} or {@code
     * etat} do not count.
     */
    @WithDefault(
        "/status,/result,/statut,/resultat,/etat,/retour,/outcome,/response,/return,"
            + "/status/code,/meta/status,/result/status,/response/status")
    Optional<List<JsonPointer>> outcomePointers();

    /**
     * The first words that tell of a failure, compared without capitals and accents; a text instead
     * of JSON that begins with one is a refusal as well.
     */
    @WithDefault(
        "ko,nok,error,erreur,fail,failed,failure,echec,false,rejected,rejete,refused,refuse,denied,"
            + "declined,invalid,invalide")
    Optional<List<String>> failureWords();

    /**
     * Where a 2xx answer may hold errors: anything there but nothing, {@code false}, 0 and words
     * such as {@code none} refuses what was sent. Beside an id, an error with such a {@code code}
     * is none either.
     */
    @WithDefault(
        "/error,/errors,/erreur,/erreurs,/error_message,/error_code,/has_error,/has_errors,"
            + "/violations,/exception,/fault,/data/error,/data/errors,/result/error,/result/errors,"
            + "/response/error,/response/errors")
    Optional<List<JsonPointer>> errorPointers();

    /**
     * Where a 2xx answer that is a refusal, or names no id, may hold the HTTP status that is meant,
     * from 400 to 599.
     */
    @WithDefault(
        "/status,/code,/status_code,/http_status,/http_code,/error_code,/status/code,/error/status,"
            + "/error/code,/error/status_code,/data/status,/meta/status,/meta/code,/response/status,"
            + "/response/code")
    Optional<List<JsonPointer>> statusPointers();

    /** Statuses that refuse the lead for good. */
    @WithDefault("400,422")
    Optional<Set<Integer>> refused();

    /** Statuses that refuse the token. */
    @WithDefault("401,403")
    Optional<Set<Integer>> tokenRefused();

    /** Statuses that ask to slow down; 503 does so too when it carries {@code Retry-After}. */
    @WithDefault("429")
    Optional<Set<Integer>> throttled();

    /** Statuses after which Oplead may or may not have the lead. */
    Optional<Set<Integer>> unknown();

    /** The longest wait that a {@code Retry-After} can ask for; longer ones are cut to it. */
    @WithDefault("PT1H")
    @DurationMin
    Duration retryAfterMax();
  }

  /**
   * Where a callback holds what; in a form, {@code /a/b} is the key {@code a[b]} or {@code a.b}.
   * Names are compared by their letters and digits alone.
   */
  interface Callback {

    /**
     * Where the status may be; of several the first that is a label of the table counts, or, where
     * none is, the first that is more than an acknowledgement such as {@code success}.
     */
    @WithDefault(
        "/status/label,/status/name,/status,/lead/status/label,/lead/status,/new_status,/statut")
    @NotEmpty
    List<JsonPointer> statusPointers();

    /**
     * Members in which the whole callback may be wrapped, besides texts of JSON, which may be so
     * under any name.
     */
    @WithDefault(
        "data,lead,prospect,payload,body,event,content,result,record,object,attributes,new,"
            + "leads,events,records,results,items")
    Optional<List<String>> wrappers();

    /**
     * Where the time of the change may be; the first counts that is not after the receipt and not
     * before the lead.
     */
    @WithDefault("/updated_at,/occurred_at,/timestamp")
    Optional<List<JsonPointer>> timePointers();

    /** Where the amount of a quote or an order may be; the first that can be read counts. */
    @WithDefault(
        "/amount,/quote/amount,/order/amount,/quote_amount,/order_amount,/lead/amount,/montant")
    Optional<List<JsonPointer>> amountPointers();

    /** Where the date of an appointment may be; the first that can be read counts. */
    @WithDefault(
        "/appointment_at,/appointment/date,/appointment_date,/appointment,/lead/appointment_at,/rdv")
    Optional<List<JsonPointer>> appointmentPointers();

    /**
     * Where the date of an appointment may be under a name of no meaning: a time to come that is
     * found there is one, if the callback is about an appointment.
     */
    @WithDefault("/date,/updated_at,/occurred_at,/timestamp")
    Optional<List<JsonPointer>> plannedPointers();

    /** Where the state of an appointment may be; the first that is there counts. */
    @WithDefault("/appointment/state,/appointment/status,/appointment_state,/rdv/state")
    Optional<List<JsonPointer>> appointmentStatePointers();

    /** Where what Oplead was subscribed to names the lead; the first that is there counts. */
    @WithDefault("/lead_id,/leadId,/leadIdentifier,/lead/id,/lead/identifier,/data/lead_id,/id")
    @NotEmpty
    List<JsonPointer> leadPointers();

    /** The zone of a time that is written without one. */
    @WithDefault("Europe/Paris")
    ZoneId zone();

    /** The language of dates: names of months and days, and whether the day is before the month. */
    @WithDefault("fr")
    Locale locale();
  }

  /**
   * The labels of each status, compared without capitals, accents, spaces and punctuation. A value
   * given here replaces the default labels of that status.
   */
  interface Statuses {

    /** Labels of {@link StatusCode#NEW}. */
    @WithDefault("Nouveau")
    @WithName("new")
    Optional<List<String>> fresh();

    /** Labels of {@link StatusCode#IN_PROGRESS}. */
    @WithDefault("En cours")
    Optional<List<String>> inProgress();

    /** Labels of {@link StatusCode#NURSERY}. */
    @WithDefault("Nurserie")
    Optional<List<String>> nursery();

    /** Labels of {@link StatusCode#APPOINTMENT}. */
    @WithDefault("Rendez-vous,RDV")
    Optional<List<String>> appointment();

    /** Labels of {@link StatusCode#QUOTE_TO_DO}. */
    @WithDefault("Devis à faire")
    Optional<List<String>> quoteToDo();

    /** Labels of {@link StatusCode#QUOTE_FOLLOW_UP}. */
    @WithDefault("Devis à relancer,Devis relancer")
    Optional<List<String>> quoteFollowUp();

    /** Labels of {@link StatusCode#WON}. */
    @WithDefault("Gagné")
    Optional<List<String>> won();

    /** Labels of {@link StatusCode#LOST}. */
    @WithDefault("Perdu")
    Optional<List<String>> lost();

    /** Labels of {@link StatusCode#NO_FOLLOW_UP}. */
    @WithDefault("Sans suite")
    Optional<List<String>> noFollowUp();
  }
}
