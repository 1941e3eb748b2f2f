using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Providers;

namespace Chat.Inference.Replies;

/// <summary>Makes the events of <c>chat.inference.v1</c>; the one place that says which outcome is which event.</summary>
internal static class ReplyEvents
{
    /// <summary>The first event.</summary>
    public static ReplyEvent Accepted(ReplyPlan plan) =>
        new()
        {
            Accepted = new ReplyAccepted
            {
                ConversationId = plan.Posted.Conversation.Id,
                Epoch = plan.Posted.Conversation.Epoch,
                Message = plan.Posted.Message,
                ReplyId = plan switch
                {
                    Answer answer => answer.ReplyId,
                    Repeat repeat => repeat.Reply.Id,
                    Follow => plan.Posted.BusyReplyId,
                    _ => "",
                },
                Created = plan.Posted.Created,
                Duplicate = plan.Posted.Duplicate,
                Follow = plan is Follow,
            },
        };

    /// <summary>No reply will be made.</summary>
    public static ReplyEvent LeftToHumans(LeaveToHumans plan) =>
        new()
        {
            Done = new ReplyDone
            {
                Manual = true,
                HumanTurn = plan.Posted.Conversation.Status is ConversationStatus.Assigned or ConversationStatus.Pending
                    ? HumanTurn.HandedOver
                    : HumanTurn.Queued,
            },
        };

    /// <summary>A later message is answered in its place.</summary>
    public static ReplyEvent TakenOver() => new() { Done = new ReplyDone { TakenOver = true } };

    /// <summary>A reply that exists, as if it were made now.</summary>
    public static void AddRepeated(ReplyStream stream, Message reply)
    {
        if (reply.Text.Length > 0)
        {
            stream.Add(
                new ReplyEvent
                {
                    Delta = new ReplyDelta { ReplyId = reply.Id, Text = reply.Text },
                }
            );
        }
        AddFacts(stream, reply.Citations, reply.Usage);
        stream.Add(new ReplyEvent { Done = new ReplyDone { Message = reply } });
    }

    /// <summary>What is known about a reply once its text is whole.</summary>
    public static void AddFacts(ReplyStream stream, IEnumerable<Citation> citations, Usage? usage)
    {
        foreach (var citation in citations)
        {
            stream.Add(new ReplyEvent { Citation = citation });
        }
        if (usage is not null)
        {
            stream.Add(new ReplyEvent { Usage = usage });
        }
    }

    /// <summary>The last event of a reply that is stored as far as it was made.</summary>
    /// <remarks>
    /// A provider's failure and our own stopping are errors, because asking again can help. Every other end (complete,
    /// out of tokens, filtered, stopped by somebody) is <c>done</c>; the message's state tells which.
    /// </remarks>
    public static ReplyEvent End(GeneratedReply generated, Message? stored)
    {
        if (generated.Failure is { } failure)
        {
            var row = ProviderFailureTable.For(failure.Kind);
            return Failed(row.Code, row.Message, row.Retryable, stored);
        }
        if (generated.Interruption == InterruptionReasons.ServerStopping)
        {
            return Failed("interrupted", "The server is being restarted.", retryable: true, stored);
        }
        if (stored is null && generated.Interruption == InterruptionReasons.TakenOver)
        {
            return new ReplyEvent
            {
                Done = new ReplyDone { Manual = true, HumanTurn = HumanTurn.HandedOver },
            };
        }
        return stored is null
            ? Failed("interrupted", "The reply was stopped before it began.", retryable: false, stored)
            : new ReplyEvent { Done = new ReplyDone { Message = stored } };
    }

    /// <summary>A tool is running.</summary>
    public static ReplyEvent ToolStarted(string callId, string name) =>
        new()
        {
            ToolStarted = new ToolStarted { CallId = callId, Name = name },
        };

    /// <summary>A tool came to an end.</summary>
    public static ReplyEvent ToolFinished(string callId, string name, bool ok) =>
        new()
        {
            ToolFinished = new ToolFinished
            {
                CallId = callId,
                Name = name,
                Ok = ok,
            },
        };

    /// <summary>A lead is durable.</summary>
    public static ReplyEvent LeadCaptured(Lead lead) => new() { LeadCaptured = lead };

    /// <summary>The reply failed.</summary>
    public static ReplyEvent Failed(string code, string message, bool retryable, Message? kept) =>
        new()
        {
            Error = new ReplyError
            {
                Code = code,
                Message = message,
                Retryable = retryable,
                MessageKept = kept,
            },
        };
}
