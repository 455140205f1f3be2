package io.leadloop.admin.provider;

import io.leadloop.admin.Slug;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The request that onboards a provider.
 *
 * @param name the name that Oplead shows with each lead
 * @param customers slugs of the granted customers; null for none
 * @param leadsPerMinute null for the gateway's default
 * @param burst null for the gateway's default
 */
public record NewProvider(
    @NotNull @Slug String slug,
    @NotBlank @Storable(max = 200) String name,
    @Size(max = 10_000) List<@NotNull @Slug String> customers,
    @Min(1) Integer leadsPerMinute,
    @Min(1) Integer burst) {
  List<String> customersOrNone() {
    return customers == null ? List.of() : customers;
  }
}
