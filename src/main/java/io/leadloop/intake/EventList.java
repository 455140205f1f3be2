package io.leadloop.intake;

import java.util.List;

/** A lead's history, oldest first. */
public record EventList(List<EventView> items) {}
