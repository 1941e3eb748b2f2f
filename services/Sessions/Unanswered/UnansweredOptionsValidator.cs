using Microsoft.Extensions.Options;

namespace Chat.Sessions.Unanswered;

[OptionsValidator]
internal sealed partial class UnansweredOptionsValidator : IValidateOptions<UnansweredOptions>;
