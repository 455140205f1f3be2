/**
 * Start here. The gateway is two journeys; this is the order in which they pass through the files.
 *
 * <p><b>A lead's way out.</b> {@code access.BearerAuthentication} recognises the provider's key.
 * {@code api.LeadResource} has {@code intake.SubmissionReader} check the body, and {@code
 * intake.Intake} has {@code intake.LeadInserts} write the lead's row, which is also the queue: the
 * 202 means that it is on disk. It says so by {@code lane.WorkArrived}, and {@code
 * lane.dispatch.LaneDispatcher} polls the lanes: {@code forwarding.LeadWork} claims what each
 * customer's quota allows, {@code forwarding.LeadDelivery} sends it by {@code oplead.OpleadClient},
 * behind that customer's {@code lane.call.CustomerGuards}, with the callback address of {@code
 * feedback.callback.CallbackTokens}, {@code lane.RetryPolicy} decides what the answer means, and
 * {@code forwarding.LeadSettlements} writes it, with the feedback for the provider, in one
 * statement for all that wait. {@code forwarding.LeadSweeper} picks up what a dead replica left,
 * and holds what is in a stopped lane.
 *
 * <p><b>A status' way back.</b> {@code callback.CallbackResource} verifies the address, and {@code
 * feedback.callback.Callbacks} makes the callback durable: in {@code feedback.log.FeedbackLog}, or
 * in {@code feedback.Outbox}, from where {@code feedback.outbox.OutboxRelay} moves it to the log,
 * as it does the outcomes of forwarding. {@code feedback.log.FeedbackConsumer} reads the log;
 * {@code feedback.projection.Projection} numbers and stores what follows; {@code
 * feedback.projection.FanOut} makes the records that go to the provider's topic, in one Kafka
 * transaction with the offsets; what can never be projected becomes a {@code feedback.DeadLetter}.
 * {@code feedback.projection.StatusCorrections} sends more feedback the same way when the names of
 * statuses were mended.
 *
 * <p><b>What follows a lead</b> goes the same ways. {@code update.request.DocumentResource} and
 * {@code update.request.StatusResource} keep what a provider gives for it until the lane has room;
 * {@code update.delivery.UpdateWork} claims it after the leads. {@code
 * subscription.SubscriptionTask} has Oplead tell more than each lead's own callbacks do, which
 * {@code feedback.callback.Notifications} takes, and {@code silence.OverdueDetector} has {@code
 * silence.PollWork} ask for leads about which it reports nothing.
 *
 * <p><b>Who may do it</b> is arranged beside both, by {@code admin}: {@code
 * admin.customer.CustomerResource} and {@code admin.provider.ProviderAdminResource} bring customers
 * and providers in, and {@code access.audit.Audit} keeps who changed what. {@code
 * command.AdminCommand} is the same at a command line.
 *
 * <p>{@link io.leadloop.Leadloop} starts it all, with embedded servers where none are configured.
 * Nobody imports this package.
 */
package io.leadloop;
