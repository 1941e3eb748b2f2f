namespace Grpc.Core;

/// <summary>Hints on how one message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message need not go out at once: more will follow.</summary>
    BufferHint = 0x1,

    /// <summary>The message is sent as it is even when the call compresses.</summary>
    NoCompress = 0x2,
}
