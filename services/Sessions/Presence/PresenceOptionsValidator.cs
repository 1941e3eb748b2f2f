using Microsoft.Extensions.Options;

namespace Chat.Sessions.Presence;

[OptionsValidator]
internal sealed partial class PresenceOptionsValidator : IValidateOptions<PresenceOptions>;
