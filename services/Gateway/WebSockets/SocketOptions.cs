using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.WebSockets;

/// <summary>WebSockets.</summary>
internal sealed class SocketOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "WebSockets";

    /// <summary>Sockets of this instance. 1 to 1,000,000; 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSockets { get; set; } = 20_000;

    /// <summary>
    /// Sockets of one principal on this instance, those of the Xcelsior dialect among them; secret keys are not counted.
    /// 1 to 1,000,000; 32.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxSocketsPerPrincipal { get; set; } = 32;

    /// <summary>
    /// Sockets from one client address on this instance, those of the Xcelsior dialect among them; sockets of secret keys
    /// are not counted. 1 to 1,000,000; 1,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxSocketsPerAddress { get; set; } = 1_000;

    /// <summary>Bytes of a client's frame. 1 KiB to 1 MiB; 64 KiB.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxFrameBytes { get; set; } = 65_536;

    /// <summary>Conversations followed over one socket. 1 to 10,000; 100.</summary>
    [Range(1, 10_000)]
    public int MaxSubscriptions { get; set; } = 100;

    /// <summary>Replies that may be under way for one socket. 1 to 100; 8.</summary>
    [Range(1, 100)]
    public int MaxReplies { get; set; } = 8;

    /// <summary>Frames that wait for a slow reader. 1 to 10,000; 128.</summary>
    [Range(1, 10_000)]
    public int MaxQueuedFrames { get; set; } = 128;

    /// <summary>Bytes that wait for a slow reader, less the last frame. 64 KiB to 64 MiB; 1 MiB.</summary>
    [Range(65_536, 67_108_864)]
    public int MaxQueuedBytes { get; set; } = 1_048_576;

    /// <summary>Commands of one socket that may be under way; the next ones are not read meanwhile. 1 to 1,000; 32.</summary>
    [Range(1, 1_000)]
    public int MaxCommandsUnderWay { get; set; } = 32;

    /// <summary>How often a principal may use each command, per second, over all its sockets here. 1 to 100,000; 20.</summary>
    [Range(1, 100_000)]
    public int CommandsPerSecond { get; set; } = 20;

    /// <summary>How many commands of one kind it may send at once after a pause. 1 to 100,000; 100.</summary>
    [Range(1, 100_000)]
    public int CommandBurst { get; set; } = 100;

    /// <summary>When the instance stops, clients are told to come back within this time. 0 to 1 min; 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ReconnectSpread { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a full queue is waited for before the socket is closed as too slow. 1 s to 1 min; 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan SlowReaderLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is looked whether credentials of open sockets still hold. 1 s to 1 h; 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CredentialCheck { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the first frame with credentials is waited for. 1 s to 1 min; 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan AuthLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence after which the peer is pinged, and again until it counts as dead. 1 s to 2 min; 25 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(25);
}
