package io.leadloop.customer;

import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UpdateTimestamp;

/**
 * A company that works its leads in Oplead. Updates write changed columns only, so that concurrent
 * ones do not undo each other.
 */
@Entity
@DynamicUpdate
@Table(name = "customer")
public class Customer {
  @Id private UUID id;

  private String slug;
  private String name;

  @Column(name = "oplead_base_url")
  private String opleadBaseUrl;

  @Column(name = "oplead_token")
  private byte[] opleadToken;

  @Column(name = "oplead_token_hint")
  private String opleadTokenHint;

  @Column(name = "token_fingerprint")
  private byte[] tokenFingerprint;

  @Column(name = "token_header")
  private String tokenHeader;

  @Column(name = "token_scheme")
  private String tokenScheme;

  @Column(name = "token_query_parameter")
  private String tokenQueryParameter;

  @Column(name = "provider_fields")
  private String providerFields;

  @Column(name = "form_name")
  private String formName;

  @Column(name = "form_url")
  private String formUrl;

  @Column(name = "requests_per_minute")
  private int requestsPerMinute;

  @Column(name = "shelf_life_millis")
  private Long shelfLifeMillis;

  @Column(name = "verified_at")
  private Instant verifiedAt;

  private String verification;

  @Column(name = "archived_at")
  private Instant archivedAt;

  @CreationTimestamp
  @Column(name = "created_at")
  private Instant createdAt;

  @UpdateTimestamp
  @Column(name = "updated_at")
  private Instant updatedAt;

  protected Customer() {}

  Customer(CustomerId id, String slug, String name, int requestsPerMinute) {
    this.id = id.value();
    this.slug = slug;
    this.name = name;
    this.requestsPerMinute = requestsPerMinute;
  }

  public CustomerId id() {
    return new CustomerId(id);
  }

  public String slug() {
    return slug;
  }

  public String name() {
    return name;
  }

  /** The base URL of the customer's Oplead, unless it is the default. */
  public Optional<URI> opleadBaseUrl() {
    return Optional.ofNullable(opleadBaseUrl).map(URI::create);
  }

  /** The quota of the customer's token: requests of all kinds in any 60 seconds. */
  public int requestsPerMinute() {
    return requestsPerMinute;
  }

  /** The customer's shelf life, unless it is the default. */
  public Optional<Duration> shelfLife() {
    return Optional.ofNullable(shelfLifeMillis).map(Duration::ofMillis);
  }

  /** The last characters of the token, for display. */
  public String opleadTokenHint() {
    return opleadTokenHint;
  }

  /** Since when there is no work for it, and no token; empty if there is. */
  public Optional<Instant> archivedAt() {
    return Optional.ofNullable(archivedAt);
  }

  /** Where and how its Oplead is called; {@link OpleadAccounts} opens it. */
  public KeptAccount account() {
    return new KeptAccount(
        id(), slug, opleadBaseUrl(), Optional.ofNullable(opleadToken).map(byte[]::clone), wire());
  }

  /** How its leads are sent: its overrides of the API profile, or the form import. */
  public AccountWire wire() {
    return AccountWire.of(
        tokenHeader,
        tokenScheme,
        tokenQueryParameter,
        providerFields,
        OpleadAccounts.form(formName, formUrl));
  }

  /** Whether its leads go by the older form import, which takes nothing else of a lead. */
  public boolean isByForm() {
    return formName != null;
  }

  /** The result of the last check of the token. */
  public Optional<Verification> verification() {
    return Optional.ofNullable(verifiedAt).map(at -> new Verification(at, verification));
  }

  /** Whether base URL and token are those of an earlier copy. */
  boolean isConnectedAs(Customer earlier) {
    return Objects.equals(opleadBaseUrl, earlier.opleadBaseUrl)
        && Objects.equals(formUrl, earlier.formUrl)
        && Arrays.equals(opleadToken, earlier.opleadToken);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  void rename(String name) {
    this.name = name;
  }

  /** Clears the verification, which was for the old address. */
  void moveTo(URI baseUrl, AccountWire wire) {
    callAt(baseUrl, wire);
    verified(null, null);
  }

  void verified(Instant at, String said) {
    this.verifiedAt = at;
    this.verification = said;
  }

  void allow(int requestsPerMinute) {
    this.requestsPerMinute = requestsPerMinute;
  }

  void keepFor(Duration shelfLife) {
    this.shelfLifeMillis = shelfLife == null ? null : shelfLife.toMillis();
  }

  void callAt(URI baseUrl, AccountWire wire) {
    this.opleadBaseUrl = baseUrl == null ? null : baseUrl.toString();
    this.tokenHeader = wire.tokenHeader().orElse(null);
    this.tokenScheme = wire.tokenScheme().orElse(null);
    this.tokenQueryParameter = wire.tokenQueryParameter().orElse(null);
    this.providerFields =
        wire.providerFields().map(fields -> fields.name().toLowerCase(Locale.ROOT)).orElse(null);
    this.formName = wire.form().map(FormImport::name).orElse(null);
    this.formUrl = wire.form().flatMap(FormImport::url).map(URI::toString).orElse(null);
  }

  /** Wipes the token. */
  void archive(Instant at) {
    callWith(null, "", null);
    this.archivedAt = at;
  }

  /** Clears the verification, which was for the old token, and ends an archival. */
  void callWith(byte[] sealedToken, String hint, byte[] fingerprint) {
    this.archivedAt = null;
    this.opleadToken = sealedToken;
    this.opleadTokenHint = hint;
    this.tokenFingerprint = fingerprint;
    verified(null, null);
  }

  /**
   * The result of a check of the token.
   *
   * @param said {@code ok}, or the reason of the failure
   */
  public record Verification(Instant at, String said) {}
}
