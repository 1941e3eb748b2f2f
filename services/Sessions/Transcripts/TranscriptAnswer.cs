using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Notes;
using Chat.Sessions.Ratings;

namespace Chat.Sessions.Transcripts;

/// <summary>All that is known of a conversation.</summary>
internal sealed record TranscriptAnswer
{
    public required ConversationAnswer Conversation { get; init; }
    public required RatingAnswer? Rating { get; init; }

    /// <summary>Newest first; at most 500.</summary>
    public required IReadOnlyList<NoteAnswer> Notes { get; init; }

    /// <summary>Oldest first, events and internal ones included.</summary>
    public required IAsyncEnumerable<MessageAnswer> Messages { get; init; }
}
