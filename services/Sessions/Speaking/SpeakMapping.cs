using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using MessageState = Chat.Sessions.Messages.MessageState;

namespace Chat.Sessions.Speaking;

/// <summary>Speak between wire and domain.</summary>
internal static class SpeakMapping
{
    public static ReplyBeginning ToDomain(SpeakBegin begin, Guid tenantId)
    {
        if (begin.Speaker is null)
        {
            throw Invalid.Field("/begin/speaker", "required", "Must say who speaks.").ToRpcException();
        }

        if (begin.HistoryLimit is < 0 or > MessagesLimits.History)
        {
            throw Invalid
                .Field("/begin/historyLimit", "out_of_range", $"Must be 0 to {MessagesLimits.History}.")
                .ToRpcException();
        }

        Demand(begin.TextSoFar, "/begin/textSoFar");
        return new ReplyBeginning
        {
            Key = new LeaseKey(
                tenantId,
                WireIds.Parse(begin.ConversationId),
                WireIds.ParseChosen(begin.ReplyId, "/begin/replyId"),
                begin.Fence
            ),
            InReplyTo = begin.InReplyTo.Length == 0 ? null : WireIds.ParseChosen(begin.InReplyTo, "/begin/inReplyTo"),
            Again = begin.Again,
            Speaker = Storable(begin.Speaker).ToDomain(),
            TextSoFar = begin.TextSoFar,
            HistoryLimit = begin.HistoryLimit,
        };
    }

    public static ReplyEnding ToDomain(SpeakCommit commit)
    {
        if (commit.Text.Length > MessagesLimits.ReplyText)
        {
            throw Invalid
                .Field("/commit/text", "length", $"Must have at most {MessagesLimits.ReplyText} UTF-16 units.")
                .ToRpcException();
        }

        Demand(commit.Text, "/commit/text");
        Demand(commit.InterruptionReason, "/commit/interruptionReason");
        Demand(commit.Usage?.Provider, "/commit/usage/provider");
        Demand(commit.Usage?.Model, "/commit/usage/model");
        foreach (var (index, citation) in commit.Citations.Index())
        {
            Demand(
                citation.DocumentId + citation.ChunkId + citation.Title + citation.Url + citation.Quote,
                $"/commit/citations/{index}"
            );
        }

        return new ReplyEnding
        {
            Text = commit.Text,
            State =
                commit.State is Contracts.Sessions.V1.MessageState.Interrupted
                    ? MessageState.Interrupted
                    : MessageState.Complete,
            InterruptionReason = commit.InterruptionReason.Length > 0 ? commit.InterruptionReason : null,
            Citations = [.. commit.Citations.Select(citation => citation.ToDomain())],
            Usage = commit.Usage?.ToDomain(),
        };
    }

    private static Contracts.Sessions.V1.Author Storable(Contracts.Sessions.V1.Author speaker)
    {
        Demand(speaker.Id, "/begin/speaker/id");
        Demand(speaker.DisplayName, "/begin/speaker/displayName");
        return speaker;
    }

    // Postgres stores no such character.
    private static void Demand(string? text, string pointer)
    {
        if (text is not null && text.Contains('\0'))
        {
            throw Invalid.Field(pointer, "characters", "Must not contain the character U+0000.").ToRpcException();
        }
    }

    public static SpeakResponse ToWire(BegunReply begun)
    {
        var granted = new SpeakGranted { Lease = PostMessageMapping.ToWire(begun.Lease) };
        granted.History.Add(PostMessageMapping.Newest(begun.History).Select(message => message.ToWire()));
        return new SpeakResponse { Granted = granted };
    }

    public static SpeakResponse ToWire(StoredMessage message) =>
        new() { Committed = new SpeakCommitted { Message = message.ToWire() } };
}
