using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Settings of calls to other services; section <c>Grpc:Client</c>.</summary>
public sealed class GrpcClientOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Grpc:Client";

    /// <summary>Connections kept to one address; each opens further ones when its streams run out. Default: 2; 1 to 64.</summary>
    [Range(1, 64, ErrorMessage = "Grpc:Client:Connections must be between 1 and 64.")]
    public int Connections { get; set; } = 2;

    /// <summary>Deadline of unary calls that bring none. Default: 10 seconds; 100 ms to 10 minutes.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00.1",
        "00:10:00",
        ErrorMessage = "Grpc:Client:Deadline must be between 00:00:00.1 and 00:10:00."
    )]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries of a call whose method declares itself free of side effects or idempotent. Default: 3; 1 to 5.</summary>
    [Range(1, 5, ErrorMessage = "Grpc:Client:MaxAttempts must be between 1 and 5.")]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// Time without traffic after which a connection with open calls is pinged; without an answer for twice as long it is
    /// closed, and its calls fail. Default: 5 seconds; 1 second to 10 minutes.
    /// </summary>
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "00:10:00",
        ErrorMessage = "Grpc:Client:KeepAlive must be between 00:00:01 and 00:10:00."
    )]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Size of a message that is taken, in bytes. Default: 4 MiB; 1 KiB to 64 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024, ErrorMessage = "Grpc:Client:MaxMessageBytes must be between 1024 and 67108864.")]
    public int MaxMessageBytes { get; set; } = 4 * 1024 * 1024;
}
