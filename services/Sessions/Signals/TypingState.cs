using Chat.Sessions.Conversations;

namespace Chat.Sessions.Signals;

/// <summary>How somebody's typing stands; changed under the lock of <see cref="Typists"/>.</summary>
internal sealed class TypingState(Author author)
{
    public Author Author => author;

    /// <summary>When it was last heard of.</summary>
    public long RenewedAt { get; set; }

    /// <summary>When it was last told; null: never.</summary>
    public long? ToldAt { get; set; }

    /// <summary>Kept from customers when it was told last, so that whoever heard of it hears the end.</summary>
    public bool IsInternal { get; set; }

    /// <summary>How long it holds without being renewed; as long as any until the tenant's settings are known.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromMinutes(5);
}
