using System.Net;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Grpc;

internal static partial class GrpcLog
{
    [LoggerMessage(600, LogLevel.Warning, "The instance at {Address} does not answer; the others get its calls.")]
    public static partial void Silent(ILogger logger, DnsEndPoint address);

    [LoggerMessage(601, LogLevel.Information, "The instance at {Address} answers again.")]
    public static partial void Answers(ILogger logger, DnsEndPoint address);
}
