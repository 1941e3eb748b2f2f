using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults.Resilience;

/// <summary>Settings of every <c>HttpClient</c> made by the factory; section <c>Http:Client</c>.</summary>
public sealed class HttpClientOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Http:Client";

    /// <summary>Time one try may take until the answer's head is there. Default: 10 seconds; 100 ms to 5 minutes.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00.1",
        "00:05:00",
        ErrorMessage = "Http:Client:AttemptTimeout must be between 00:00:00.1 and 00:05:00."
    )]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time all tries may take together. Default: 30 seconds; 100 ms to 10 minutes.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00.1",
        "00:10:00",
        ErrorMessage = "Http:Client:TotalTimeout must be between 00:00:00.1 and 00:10:00."
    )]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Further tries of a request that may be repeated. Default: 2; 1 to 5.</summary>
    [Range(1, 5, ErrorMessage = "Http:Client:MaxRetries must be between 1 and 5.")]
    public int MaxRetries { get; set; } = 2;
}
