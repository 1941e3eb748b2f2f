using Microsoft.Extensions.Options;

namespace Chat.Gateway.VisitorDetails;

[OptionsValidator]
internal sealed partial class VisitorDetailsOptionsValidator : IValidateOptions<VisitorDetailsOptions>;
