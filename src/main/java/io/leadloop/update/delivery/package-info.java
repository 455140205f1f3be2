/**
 * Sends documents and statuses to Oplead, as a {@link io.leadloop.lane.LaneWork}: {@link
 * io.leadloop.update.delivery.UpdateWork} claims, {@link
 * io.leadloop.update.delivery.UpdateDelivery} sends, {@link
 * io.leadloop.update.delivery.UpdateSettlements} records the outcomes. {@link
 * io.leadloop.update.delivery.UpdateSweeper} looks after those that no attempt will settle.
 */
package io.leadloop.update.delivery;
