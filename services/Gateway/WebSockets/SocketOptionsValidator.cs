using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

[OptionsValidator]
internal sealed partial class SocketOptionsValidator : IValidateOptions<SocketOptions>;
