using System.Diagnostics;
using Chat.Sessions.Messages;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Conversations;

/// <summary>Events of the log, from domain to wire.</summary>
internal static class ConversationEventMapping
{
    public static Wire.ConversationEvent ToWire(this ConversationEvent happened)
    {
        var wire = new Wire.ConversationEvent
        {
            Actor = happened.Actor.ToWire(),
            Status = (Wire.ConversationStatus)happened.Status,
            Mode = (Wire.ConversationMode)happened.Mode,
            AssignedAgentId = Id(happened.AssignedAgentId),
            Revision = happened.Revision,
            Reason = happened.Reason ?? "",
        };
        Fill(wire, happened);
        return wire;
    }

    private static void Fill(Wire.ConversationEvent wire, ConversationEvent happened)
    {
        switch (happened.Kind)
        {
            case ConversationEventKind.StatusChanged:
                wire.StatusChanged = new Wire.StatusChanged
                {
                    From = From(happened),
                    Action = happened.Action is { } action ? ConversationNames.Of(action) : "",
                };
                break;
            case ConversationEventKind.Assigned:
                wire.Assigned = new Wire.ConversationAssigned
                {
                    AgentId = Id(happened.AgentId),
                    FromAgentId = Id(happened.FromAgentId),
                    From = From(happened),
                };
                break;
            case ConversationEventKind.Unassigned:
                wire.Unassigned = new Wire.ConversationUnassigned
                {
                    AgentId = Id(happened.FromAgentId),
                    From = From(happened),
                };
                break;
            case ConversationEventKind.ModeChanged:
                wire.ModeChanged = new Wire.ModeChanged
                {
                    From = (Wire.ConversationMode)happened.FromMode.GetValueOrDefault(),
                };
                break;
            case ConversationEventKind.TagsChanged:
                wire.TagsChanged = new Wire.TagsChanged();
                wire.TagsChanged.Tags.Add(happened.Tags);
                break;
            case ConversationEventKind.DetailsChanged:
                wire.DetailsChanged = new Wire.DetailsChanged();
                wire.DetailsChanged.Fields.Add(happened.Fields);
                break;
            case ConversationEventKind.NoteChanged:
                wire.NoteChanged = new Wire.NoteChanged
                {
                    NoteId = Id(happened.NoteId),
                    Change = happened.Change ?? "",
                };
                break;
            case ConversationEventKind.Rated:
                wire.Rated = new Wire.ConversationRated
                {
                    Type = happened.RatingType ?? "",
                    Value = happened.RatingValue ?? 0,
                    Satisfaction = happened.Satisfaction ?? 0,
                };
                break;
            case ConversationEventKind.SlaMissed:
                wire.SlaMissed = new Wire.SlaMissed { Target = happened.Target ?? "" };
                break;
            case ConversationEventKind.LabelChanged:
                wire.LabelChanged = new Wire.LabelChanged
                {
                    Label = happened.Label ?? "",
                    MessageId = Id(happened.MessageId),
                    Sequence = happened.MessageSequence ?? 0,
                };
                break;
            default:
                FillOfMessage(wire, happened);
                break;
        }
    }

    private static void FillOfMessage(Wire.ConversationEvent wire, ConversationEvent happened)
    {
        var (message, sequence) = (Id(happened.MessageId), happened.MessageSequence ?? 0);
        switch (happened.Kind)
        {
            case ConversationEventKind.MessageEdited:
                wire.MessageEdited = new Wire.MessageEdited
                {
                    MessageId = message,
                    Sequence = sequence,
                    Text = happened.Text ?? "",
                };
                break;
            case ConversationEventKind.MessageDeleted:
                wire.MessageDeleted = new Wire.MessageDeleted { MessageId = message, Sequence = sequence };
                break;
            case ConversationEventKind.ReactionChanged:
                wire.ReactionChanged = new Wire.ReactionChanged
                {
                    MessageId = message,
                    Sequence = sequence,
                    Emoji = happened.Emoji ?? "",
                    Added = happened.Added ?? false,
                };
                break;
            default:
                throw new UnreachableException($"{happened.Kind} is no kind of event.");
        }
    }

    private static Wire.ConversationStatus From(ConversationEvent happened) =>
        (Wire.ConversationStatus)happened.From.GetValueOrDefault();

    private static string Id(Guid? id) => id?.ToString() ?? "";
}
