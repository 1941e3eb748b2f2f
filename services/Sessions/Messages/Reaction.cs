using Chat.Sessions.Conversations;

namespace Chat.Sessions.Messages;

/// <summary>Who reacted to a message with one emoji, in the order of doing it.</summary>
internal sealed record Reaction(string Emoji, IReadOnlyList<Author> Authors);
