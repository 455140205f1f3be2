package io.leadloop.provider;

import io.leadloop.customer.Customer;
import io.leadloop.customer.TokenFingerprints;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.store.Batch;
import io.leadloop.store.Storable;
import io.leadloop.store.TtlCache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Manages the forms of providers, and recognises their tokens. */
@ApplicationScoped
public class ProviderForms {
  /** The longest name of a form, in characters. */
  public static final int LONGEST_NAME = 200;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 32;
  private static final int HINT_CHARACTERS = 4;

  /** How long a form added by another replica may be unknown to a client that is throttled. */
  private static final Duration KNOWN_TTL = Duration.ofSeconds(1);

  private final ProviderFormRepository forms;
  private final TokenFingerprints fingerprints;
  private final Pool pool;
  private final TtlCache<Posted, Optional<ProviderForm>> posted;
  private final TtlCache<Boolean, Set<String>> known;

  ProviderForms(
      ProviderFormRepository forms,
      TokenFingerprints fingerprints,
      Pool pool,
      DirectoryConfig config) {
    this.forms = forms;
    this.fingerprints = fingerprints;
    this.pool = pool;
    this.posted = new TtlCache<>(this::find, config.noticedWithin());
    this.known = new TtlCache<>(all -> tokenMacs(), KNOWN_TTL);
  }

  /** A new token: 256 random bits behind a prefix that secret scanners can find. */
  public static String newToken() {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    return "llf_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /**
   * Adds a form. Fails with {@code form-taken} where another form has this name and token.
   *
   * @param name the form's, as it is posted
   */
  @WithTransaction
  public Uni<ProviderForm> add(Provider provider, Customer customer, String name, String token) {
    int shown = Math.min(HINT_CHARACTERS, token.length() / HINT_CHARACTERS);
    String hint = token.substring(token.length() - shown);
    return fingerprints
        .ofForm(token)
        .chain(mac -> forms.persistAndFlush(new ProviderForm(provider, customer, name, mac, hint)))
        .onFailure(ConstraintViolationException.class)
        .transform(
            taken ->
                new ProblemException(
                    ErrorCode.FORM_TAKEN, "Another form has this name and this token."));
  }

  /** Makes a change that was stored before effective on this replica. */
  public void refresh() {
    posted.forgetAll();
  }

  /** The provider's forms, oldest first. */
  @WithSession
  public Uni<List<ProviderForm>> of(Provider provider) {
    return forms.of(provider);
  }

  /** Removes a form; false if the provider has no such form. */
  @WithTransaction
  public Uni<Boolean> remove(Provider provider, UUID id) {
    return forms.remove(provider, id);
  }

  /**
   * The form of that name with that token, unless its provider is disabled. A change takes effect
   * within {@code leadloop.directory.noticed-within}.
   */
  public Uni<Optional<ProviderForm>> authenticate(String name, String token) {
    if (!mayBeName(name)) {
      return Uni.createFrom().item(Optional.empty());
    }
    return fingerprints
        .ofForm(token)
        .chain(mac -> posted.get(new Posted(HexFormat.of().formatHex(mac), name)))
        .map(found -> found.filter(form -> !form.provider().disabled()));
  }

  /**
   * The same without a look-up per token: all are read at most once a second, no matter how many
   * invalid ones are posted.
   */
  public Uni<Optional<ProviderForm>> authenticateSparingly(String name, String token) {
    return fingerprints
        .ofForm(token)
        .chain(mac -> known.get(true).map(macs -> macs.contains(HexFormat.of().formatHex(mac))))
        .chain(
            isKnown ->
                isKnown ? authenticate(name, token) : Uni.createFrom().item(Optional.empty()));
  }

  /** Other names are not known, and would fill the cache or be refused by the database. */
  private static boolean mayBeName(String name) {
    return name.length() <= 2 * LONGEST_NAME && Storable.Check.isStorable(name);
  }

  private Uni<Set<String>> tokenMacs() {
    return pool.query("select distinct token_mac from provider_form")
        .execute()
        .map(
            rows ->
                Set.copyOf(
                    Batch.list(
                        rows,
                        row -> HexFormat.of().formatHex(row.getBuffer("token_mac").getBytes()))));
  }

  @WithSession
  Uni<Optional<ProviderForm>> find(Posted form) {
    return forms
        .findByToken(HexFormat.of().parseHex(form.tokenMac()), form.name())
        .map(Optional::ofNullable);
  }

  /**
   * What a lead is posted with.
   *
   * @param tokenMac in hexadecimal digits
   */
  record Posted(String tokenMac, String name) {}
}
