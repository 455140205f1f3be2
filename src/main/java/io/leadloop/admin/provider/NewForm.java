package io.leadloop.admin.provider;

import io.leadloop.admin.Slug;
import io.leadloop.provider.ProviderForms;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The request for a form by which a provider posts leads as to Oplead's older form import.
 *
 * @param customer the slug of the customer whose leads it posts; granted to the provider
 * @param name the form's name, as it is posted
 * @param token the token that the provider posts already; null for a new one
 */
public record NewForm(
    @NotNull @Slug String customer,
    @NotBlank @Storable(max = ProviderForms.LONGEST_NAME) String name,
    @Pattern(
            regexp = "[\\x21-\\x7e]{8,4096}",
            message = "must be 8 to 4096 visible ASCII characters, without spaces")
        String token) {
  @Override
  public String toString() {
    return "NewForm[customer=" + customer + ", name=" + name + ", token=***]";
  }
}
