using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Limits;

/// <summary>Bounds of what one instance carries.</summary>
internal sealed class LimitsOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>Open event streams of this instance. 1 to 1,000,000; 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxStreams { get; set; } = 10_000;

    /// <summary>Open event streams of one visitor. 1 to 10,000; 8.</summary>
    [Range(1, 10_000)]
    public int MaxStreamsPerVisitor { get; set; } = 8;

    /// <summary>
    /// Open event streams to one client address; those of secret keys are not counted. 1 to 1,000,000; 1,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxStreamsPerAddress { get; set; } = 1_000;

    /// <summary>Bytes of a chat request's body. 1 KiB to 10 MiB; 64 KiB.</summary>
    [Range(1_024, 10_485_760)]
    public int MaxBodyBytes { get; set; } = 65_536;
}
