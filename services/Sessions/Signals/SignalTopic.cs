using System.Security.Cryptography;
using System.Text;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Signals;

/// <summary>Where a signal is heard, within a tenant.</summary>
internal readonly record struct SignalTopic
{
    private readonly Guid conversationId;
    private readonly string? name;

    private SignalTopic(Guid conversationId, string? name) => (this.conversationId, this.name) = (conversationId, name);

    /// <summary>All agents.</summary>
    public static SignalTopic Inbox { get; } = new(Guid.Empty, "inbox");

    /// <summary>Everybody who follows the conversation, less visitors and users when the signal is internal.</summary>
    public static SignalTopic Conversation(Guid id) => new(id, null);

    /// <summary>One agent.</summary>
    public static SignalTopic Agent(Guid id) => new(Guid.Empty, $"agent:{id}");

    /// <summary>One visitor or user, in all its conversations.</summary>
    public static SignalTopic Customer(AuthorKind kind, string id) => new(Guid.Empty, $"visitor:{(int)kind}:{id}");

    /// <summary>
    /// The feed that carries the topic: a conversation's own; for the others an id made of tenant and name, which no
    /// conversation has.
    /// </summary>
    public Guid FeedOf(Guid tenantId)
    {
        if (name is null)
        {
            return conversationId;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"signals/{tenantId}/{name}"), hash);
        return new Guid(hash[..16]);
    }

    public override string ToString() => name ?? $"conversation:{conversationId}";
}
