/**
 * One lead as administrators look after it: {@link io.leadloop.admin.lead.LeadTimeline} merges what
 * happened to it from its sources, and explains what it waits for; {@link
 * io.leadloop.admin.lead.LeadActions} asks Oplead for it and sends its events again. Nothing shows
 * the lead's document or the body of a callback, and Oplead's answer is masked.
 */
package io.leadloop.admin.lead;
