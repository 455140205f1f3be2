package io.leadloop.form;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.HeldMemory;
import io.leadloop.oplead.FormFields;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderForm;
import io.leadloop.update.document.FormField;
import io.leadloop.update.document.UploadGate;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Admits the file of one form: as soon as it begins, its sender is authenticated by the fields
 * before it. Until then the form is held in the memory of unauthenticated callers and may not
 * outgrow it; afterwards in its provider's.
 */
final class FormGate implements UploadGate {
  private final FormFields names;
  private final Function<List<FormField>, PostedForm> reader;
  private final Function<PostedForm, Uni<ProviderForm>> authentication;
  private final Supplier<HeldMemory> memory;
  private final Consumer<Provider> places;
  private final long maxBytes;
  private HeldMemory held;
  private long heldBytes;
  private boolean isCharged;
  private String filePart = "";
  private Optional<ProviderForm> sender = Optional.empty();

  /**
   * @param memory opens an account for the request, charged to its caller as authenticated by then
   * @param places takes one of the provider's places for uploads
   * @param maxBytes the longest form that is held in memory
   */
  FormGate(
      FormFields names,
      Function<List<FormField>, PostedForm> reader,
      Function<PostedForm, Uni<ProviderForm>> authentication,
      Supplier<HeldMemory> memory,
      Consumer<Provider> places,
      long maxBytes) {
    this.names = names;
    this.reader = reader;
    this.authentication = authentication;
    this.memory = memory;
    this.places = places;
    this.maxBytes = maxBytes;
    this.held = memory.get();
  }

  @Override
  public Optional<Uni<Void>> begin(String part, Function<String, List<FormField>> before) {
    filePart = part;
    List<FormField> form = before.apply(names.formMember());
    List<FormField> token = before.apply(names.tokenMember());
    if (sender.isPresent() || form.isEmpty() || token.isEmpty()) {
      return Optional.empty();
    }
    List<FormField> credentials = new ArrayList<>(form);
    credentials.addAll(token);
    return Optional.of(Uni.createFrom().deferred(() -> authenticate(credentials)));
  }

  /** Once, even if several empty files begin at the same time. */
  private Uni<Void> authenticate(List<FormField> credentials) {
    return sender.isPresent()
        ? Uni.createFrom().voidItem()
        : authentication
            .apply(reader.apply(credentials))
            .invoke(known -> sender = Optional.of(known))
            .replaceWithVoid();
  }

  @Override
  public void outgrow() {
    ProviderForm form = sender.orElseThrow(this::tooLarge);
    requireFile(form, filePart);
    places.accept(form.provider());
  }

  private ProblemException tooLarge() {
    String detail =
        "No body may be longer than %d bytes, unless it is multipart/form-data with a file and"
            + " '%s' and '%s' are posted before the file.";
    return new ProblemException(
        ErrorCode.BODY_TOO_LARGE,
        detail.formatted(maxBytes, names.formMember(), names.tokenMember()));
  }

  @Override
  public void hold(long bytes) {
    if (sender.isPresent() && !isCharged) {
      isCharged = true;
      HeldMemory ofProvider = memory.get();
      ofProvider.take(heldBytes);
      held.close();
      held = ofProvider;
    }
    if (bytes > heldBytes) {
      held.take(bytes - heldBytes);
    } else {
      held.give(heldBytes - bytes);
    }
    heldBytes = bytes;
  }

  /** Whether the sender was authenticated before the form ended. */
  boolean isAuthenticated() {
    return sender.isPresent();
  }

  /**
   * @param part the name of the file's part
   * @throws ProblemException {@code invalid-lead} if the customer's Oplead takes no files
   */
  static void requireFile(ProviderForm form, String part) {
    if (form.customer().isByForm()) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_LEAD,
          List.of(
              FieldError.of(
                  part,
                  "is a file, which the customer's Oplead does not take; post the lead without it")));
    }
  }
}
