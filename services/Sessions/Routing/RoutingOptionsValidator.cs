using Microsoft.Extensions.Options;

namespace Chat.Sessions.Routing;

[OptionsValidator]
internal sealed partial class RoutingOptionsValidator : IValidateOptions<RoutingOptions>;
