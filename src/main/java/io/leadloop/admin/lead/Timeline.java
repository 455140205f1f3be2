package io.leadloop.admin.lead;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A part of what happened to a lead.
 *
 * @param waitsFor what it waits for now; null if nothing more happens to it by itself
 * @param answer Oplead's last error response with the lead's values masked; absent if there is
 *     none, or where the masked text would still repeat some of them
 * @param items newest first
 * @param next the cursor of older entries; null where there are none
 */
public record Timeline(
    LeadWait waitsFor,
    @JsonInclude(JsonInclude.Include.NON_NULL) String answer,
    List<TimelineEntry> items,
    String next) {}
