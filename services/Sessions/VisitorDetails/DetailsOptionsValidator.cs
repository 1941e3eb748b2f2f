using Microsoft.Extensions.Options;

namespace Chat.Sessions.VisitorDetails;

[OptionsValidator]
internal sealed partial class DetailsOptionsValidator : IValidateOptions<DetailsOptions>;
