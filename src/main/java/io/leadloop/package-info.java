/**
 * Start here. The gateway has two main flows, described in the order in which they pass through the
 * files.
 *
 * <p><b>Lead to Oplead.</b> {@code access.BearerAuthentication} authenticates the provider's key.
 * {@code api.LeadResource} validates the body with {@code intake.SubmissionReader}, and {@code
 * intake.Intake} stores the lead's row, which is also the queue, with {@code intake.LeadInserts}:
 * the 202 means that it is on disk. {@code lane.WorkArrived} announces it, and {@code
 * lane.dispatch.LaneDispatcher} polls the lanes: {@code forwarding.LeadWork} claims leads within
 * each customer's quota, {@code forwarding.LeadDelivery} sends them by {@code oplead.OpleadClient},
 * behind the customer's {@code lane.call.CustomerGuards}, with the callback address of {@code
 * feedback.callback.CallbackTokens}, {@code lane.RetryPolicy} decides on a retry, and {@code
 * forwarding.LeadSettlements} records the outcomes, with the feedback for the providers, in one
 * statement per batch. {@code forwarding.LeadSweeper} recovers leads of crashed replicas and holds
 * those in stopped lanes.
 *
 * <p><b>Status to the provider.</b> {@code callback.CallbackResource} verifies the address, and
 * {@code feedback.callback.Callbacks} makes the callback durable: in {@code
 * feedback.log.FeedbackLog}, or in {@code feedback.Outbox}, from where {@code
 * feedback.outbox.OutboxRelay} moves it to the log, together with the outcomes of forwarding.
 * {@code feedback.log.FeedbackConsumer} reads the log; {@code feedback.projection.Projection}
 * numbers and stores the events; {@code feedback.projection.ProviderEventRecord} creates the
 * records of the provider's topic, in one Kafka transaction with the offsets; feedback that can
 * never be projected becomes a {@code feedback.DeadLetter}, and {@code
 * feedback.letter.SetAsideFeedback} has it tried again. {@code
 * feedback.projection.StatusCorrections} publishes corrected statuses the same way after a change
 * of the status names, and {@code feedback.label.CorrectionTask} after an administrator gave a
 * label its code. {@code push.delivery.PushDispatcher} has the stored events pushed to the
 * provider's endpoints: {@code push.delivery.EndpointRun} delivers to one, {@code
 * push.queue.DeliveryQueue} keeps each lead's order, and {@code push.wire.PushClient} signs and
 * sends.
 *
 * <p><b>Documents, statuses and polling.</b> {@code update.request.DocumentResource} and {@code
 * update.request.StatusResource} queue what a provider adds to a lead; {@code
 * update.delivery.UpdateWork} claims it after the leads. {@code subscription.SubscriptionTask}
 * subscribes to further events at Oplead, which {@code feedback.callback.Notifications} receives,
 * and {@code silence.OverdueDetector} lets {@code silence.PollWork} poll leads without feedback.
 *
 * <p><b>Figures.</b> {@code intake.LeadInserts} counts leads taken and {@code
 * feedback.projection.ProjectionStore} what happened to them, each in its own transaction, with
 * {@code tally.Tallies}; {@code statistics.StatisticsResource} and {@code
 * console.overview.OverviewReader} read the sums.
 *
 * <p><b>Administration</b> is in {@code admin}: {@code admin.customer.CustomerResource} and {@code
 * admin.provider.ProviderAdminResource} onboard customers and providers, and {@code
 * access.audit.Audit} records every change. {@code command.LeadloopCommand} is its command line.
 *
 * <p>{@link io.leadloop.Leadloop} is the main class and starts embedded servers if none are
 * configured. No other package imports this one.
 */
package io.leadloop;
