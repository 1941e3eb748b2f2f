using Microsoft.Extensions.Options;

namespace Chat.Sessions.MessageEdits;

[OptionsValidator]
internal sealed partial class MessageEditOptionsValidator : IValidateOptions<MessageEditOptions>;
