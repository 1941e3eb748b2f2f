using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Subscriptions;

[OptionsValidator]
internal sealed partial class SubscriptionsOptionsValidator : IValidateOptions<SubscriptionsOptions>;
