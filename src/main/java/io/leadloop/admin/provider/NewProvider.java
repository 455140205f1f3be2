package io.leadloop.admin.provider;

import io.leadloop.admin.Slug;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What onboards a provider.
 *
 * @param name the name that Oplead shows beside each lead
 * @param customers slugs of the customers that it may send to; null for none yet
 * @param leadsPerMinute null for the gateway's own limit
 * @param burst null for the gateway's own limit
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
