namespace Grpc.Core;

/// <summary>How messages of a call are written. Immutable.</summary>
public class WriteOptions
{
    /// <summary>No flag set.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>Options with these flags.</summary>
    public WriteOptions(WriteFlags flags = default)
    {
        Flags = flags;
    }

    /// <summary>The flags; zero for none.</summary>
    public WriteFlags Flags { get; }
}
