namespace Grpc.Core;

/// <summary>What a call made inside a server method inherits from it. Immutable.</summary>
public class ContextPropagationOptions
{
    /// <summary>Deadline and cancellation are both inherited.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Options that choose each part.</summary>
    public ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
    {
        IsPropagateDeadline = propagateDeadline;
        IsPropagateCancellation = propagateCancellation;
    }

    /// <summary>True: the child call ends no later than its parent's deadline.</summary>
    public bool IsPropagateDeadline { get; }

    /// <summary>True: the child call is cancelled with its parent.</summary>
    public bool IsPropagateCancellation { get; }
}
