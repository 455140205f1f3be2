package io.leadloop.admin.feedback;

import io.leadloop.admin.Slug;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The request to give a label its code.
 *
 * @param label as Oplead sends it; its letters and digits are compared, without case and accents
 * @param customer the slug of the customer whose label it is; null for all customers
 * @param code the code that it has from now on
 */
public record NewLabel(
    @NotBlank @Storable(max = 100) String label,
    @Slug String customer,
    @NotNull
        @Pattern(
            regexp =
                "new|in_progress|nursery|appointment|quote_to_do|quote_follow_up|won|lost"
                    + "|no_follow_up",
            message = "must be a code of a status other than other")
        String code) {}
