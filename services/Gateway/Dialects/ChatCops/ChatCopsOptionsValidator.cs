using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.ChatCops;

[OptionsValidator]
internal sealed partial class ChatCopsOptionsValidator : IValidateOptions<ChatCopsOptions>;
